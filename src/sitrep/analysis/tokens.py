"""Words of running text, cut as English Universal Dependencies cuts them.

Contractions and possessives come apart (do|n't, it|'s), hyphened words too (long|-|range) unless a
bound prefix opens them (anti-war), a number leaves its unit and sign ($|4.5, 35|mm), and
abbreviations, addresses, dates and clock times stay whole. Every piece of the pattern that can
fail late is bounded, so the time is linear in the length whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sitrep.records import Span

_ABBREVIATIONS = (
    "Mr Mrs Ms Dr St Sr Jr Prof Rev Hon Gen Lt Col Capt Cpt Cmdr Adm Sgt Maj Brig Gov Sen Sens "
    "Rep Reps Pres Supt Insp Messrs Mt Ft Ave Blvd Rd Inc Corp Co Cos Ltd Bros Dept Univ Assn "
    "Gov't Jan Feb Apr Jun Jul Aug Sept Sep Oct Nov Tues Thur Thurs Nos Vol vol figs vs al cf eg "
    "ie approx Tel tel Ph Attn Ala Ariz Ark Calif Colo Conn Fla Ky Md Mich Minn Mont Neb Nev Okla "
    "Tenn Tex Va Vt Wyo"
)
_ABBREVIATIONS_INSIDE = (
    "No Fig fig Eq eq Sec pp ed eds v etc est div ext Fax Arr Dep Dec Mar Mon Tue Wed Thu Fri Sat "
    "Sun Ga Ill Ind Kan Mass Miss Mo Ore Pa Wash Wis"
)
"""Words in their own right, or cut from their stop at the end of a sentence."""
_PREFIXES = (
    "anti arch auto bi bio co counter cross cyber de e eco electro euro ex extra geo hyper "
    "infra inter intra macro mega micro mid mini mis mono multi narco neo neuro non over paleo "
    "pan para poly post pre pro proto pseudo psycho quasi re semi socio sub super techno tele "
    "trans tri ultra un under uni vice"
)
_UNITS = (
    "k K m M mm cm km kg g mg lb lbs oz ft in mi ml mph kph bn tn mn am pm AM PM hrs hr min sec "
    "GB MB GHz MW kW"
)
_DOMAINS = "com org net gov edu info co.uk ru ua doc xls pdf txt XLS DOC us"
_SMILES = ":) :( ;) :D :-) :-( ;-) =) (: :P ^_^"
_SPLIT_WORDS = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3, "gimme": 3, "lemme": 3, "dunno": 2}
"""Words written as one that are two, with the length of the first."""


def _any(words: str) -> str:
    return "|".join(sorted(map(re.escape, words.split()), key=len, reverse=True))


_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)*|\.\d+"
_CLITIC = r"['’](?:s|re|ve|ll|d|m)\b"
_LAST = r"""\s{0,3}["'”’)\]]{0,3}\s{0,3}\Z"""
_LETTER = r"[^\W\d_]"
_ACCENTS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0900-\u0903\u093a-\u094f\u0e31-\u0e4e"
"""Marks that stand on the letter before them; no letters themselves, they must not cut a word."""
_RUN = rf"[^\W_]+(?:[{_ACCENTS}]+[^\W_]*)*"

_PATTERN = re.compile(
    rf"""
    (?P<address>(?:https?://|ftp://|www\.)[^\s<>"“”]+
        | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,5}}
        | (?<![\w.])(?:[A-Za-z0-9-]{{1,40}}\.){{1,3}}(?:{_any(_DOMAINS)})\b(?!\.\w)
        | (?<!\w)(?:@|\#(?=[^\W\d]))\w{{1,100}})
  | (?P<clock>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?!\d))
  | (?P<date>\d{{1,4}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\d/]) | \d{{4}}-\d{{2}}-\d{{2}}(?!\d))
  | (?P<phone>(?<!\d)(?:1-)?\d{{3}}-(?:\d{{3}}-)?\d{{4}}(?!\d))
  | (?P<ordinal>(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}|\d{{1,9}})(?:st|nd|rd|th|s|['’]s)\b)
  | (?P<measure>(?:{_NUMBER})(?=(?:{_any(_UNITS)})\b))
  | (?P<number>[+−±]?(?:{_NUMBER})(?![^\W_]))
  | (?P<letters>(?<![^\W_])(?:Ph\.\ ?D\.|M\.Sc\.|B\.Sc\.
        |(?:{_LETTER}\.){{2,8}}(?:{_LETTER}\b(?!['’.]))?|{_LETTER}\.{_LETTER}(?![\w'’.])))
  | (?P<initial>(?<![^\W_'’])[A-Z]\.(?=\s+(?:[A-Z][\w'’]|[A-Z]\.)))
  | (?P<abbreviation>(?<![^\W_])(?:{_any(_ABBREVIATIONS)})\.(?!\.)
        | (?<![^\W_])(?:{_any(_ABBREVIATIONS_INSIDE)})\.(?!\.)(?!{_LAST}))
  | (?P<currency>(?:US|C|A|NZ|HK|R|S)?\$|[€£¥₹₽₴₩₪₺])
  | (?P<negated>(?:{_LETTER}(?!n['’]t\b)){{1,20}}{_LETTER}(?=n['’]t\b)|n['’]t\b
        | [A-Z]{{1,6}}(?=N['’]T\b)|N['’]T\b)
  | (?P<clitic>{_CLITIC})
  | (?P<bound>(?<![^\W_-])(?i:{_any(_PREFIXES)})[-‐‑]{_RUN}(?:(?!{_CLITIC})['’]{_RUN})?)
  | (?P<initials>(?:{_LETTER}{{1,4}}&){{1,2}}{_LETTER}{{1,4}}\b)
  | (?P<word>{_RUN}(?:_{_RUN})*(?:(?!{_CLITIC})(?<!s)['’]{_RUN})*)
  | (?P<smile>(?:{_any(_SMILES)})(?!\w))
  | (?P<quote>''|``|<<|>>)
  | (?P<dots>\.{{2,}}|…+)
  | (?P<dashes>[-–—]{{2,}})
  | (?P<marks>[!?]+)
  | (?P<rule>(?P<sign>[*=_~\#+|])(?P=sign)+)
  | (?P<other>\S[\ufe00-\ufe0f\u200d{_ACCENTS}\U0001f3fb-\U0001f3ff]*)
    """,
    re.VERBOSE,
)
_TRAILING = ".,;:!?'\"’”)]}>…"


def words(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The words of `text[start:end]`, in order, none of them empty or overlapping."""
    return tuple(_words(text, start, min(end, len(text))))


def _words(text: str, start: int, end: int) -> Iterator[Span]:
    position = start
    while position < end:
        match = _PATTERN.search(text, position, end)
        if match is None:
            return
        first, last = match.span()
        if match.lastgroup == "address":
            last = first + len(match.group().rstrip(_TRAILING))
        elif match.lastgroup in ("word", "negated"):
            cut = _SPLIT_WORDS.get(match.group().lower())
            if cut:
                yield Span(first, first + cut)
                first += cut
        yield Span(first, last)
        position = last
