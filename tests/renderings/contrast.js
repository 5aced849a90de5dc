// Texts whose colour differs too little from what is behind them, with the ratio.
(() => {
  const shade = (colour) => {
    const [r, g, b] = colour.match(/[\d.]+/g).map(Number).slice(0, 3).map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const colour = getComputedStyle(at).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const pale = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility() || element.closest("script")) continue;
    const style = getComputedStyle(element);
    const colour = element.closest("svg") ? style.fill : style.color;
    const under = element.closest("text.count") ? getComputedStyle(element.parentElement.querySelector(".spot") || element).fill : behind(element);
    const [light, dark] = [shade(colour), shade(under)].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    if (ratio < 4.5) pale.push(`${walker.currentNode.data.trim().slice(0, 40)} (${ratio.toFixed(2)})`);
  }
  return pale;
})()
