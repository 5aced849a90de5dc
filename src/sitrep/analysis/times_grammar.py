"""The grammar of times over class letters: one alternation, tried left to right.

The letters are those of :mod:`sitrep.analysis.times_words`: n small number, N number,
Y year, O ordinal, V vague count, M month, W weekday, U/u unit, S season, P part of day,
H feast, G today, R now, L last, X next, T this, A every, e early, B beginning, l earlier or
later, g ago, q before or after, t the, a a, o of, i in, k to, Z zone, m am or pm, K decade,
v about, j straight, C recent, F future, x time. Every repeat is bounded, so the search is
linear in the sentence.
"""

from __future__ import annotations

import re

__all__ = ["GRAMMAR", "PERIOD"]

_YEAR = r"Y(?![-/]n)"
_DAY = (
    r"(?:W,? (?:t )?)?(?:M (?:t )?[nO](?! ?m|:|\.n)(?:,? ?(?:o )?Y)?"
    r"|(?:t )?[nO](?: o| U o)? M(?:,? (?:o )?Y)?|[nO]-M(?:-Y)?)"
)
_MONTH = r"M(?:,? (?:o )?(?:Y|(?:t )?[LXT] U))?"
_DEICTIC = r"(?:t )?[LXT] (?:[LXjC] )?(?:[UWSPHh]|M)"
_BACK = r"t [UP] (?:L|q(?= ?[.,;:)]|$))"
_ORDINAL = r"(?:t )?(?:O[- ](?:U|h|P)(?:{0})?|L[- ](?:U|h){0})".format(
    r"(?:,? (?:o )?(?:j )?(?:(?:t )?[LXT] (?:U|M)|M(?: Y)?|Y|t U))"
)
_SEASON = r"(?:t )?S(?:,? (?:o )?(?:Y(?:-[Nn])?|(?:t )?[LXT] U))?"
_FEAST = r"H(?:,? (?:o )?Y)?"
_DECADE = r"(?:t )?K"
_BASIC = "|".join(
    (_DAY, _ORDINAL, _DEICTIC, _BACK, _MONTH, _DECADE, _SEASON, _FEAST, "W", "G", _YEAR, "(?:t )?U")
)
_CLOCK = (
    r"(?:[nN]:[nN](?::[nN])?(?: ?m)?|[nN] ?m\b|[nN] c|[YN](?= Z)|[nN](?= Z))(?: \(?Z\)?)?"
    r"(?: i t P)?"
)
_WHEN = f"(?:{_DAY}|{_DEICTIC}|W|G)"
_COUNT = r"(?:v v |v |j v )?(?:[nNY]|O(?=-)|a V(?: o)?|V(?: o)?|a|h a|h)"
_LENGTH = rf"{_COUNT}(?:[- ]j)?[- ][uU](?:(?: d|,) {_COUNT}[- ][uU])?"

_RULES = (
    ("iso", r"Y-[nN]-[nN](?:z[nN]:[nN](?::[nN])?[zZ]?)?(?!\w)"),
    ("slashed", r"[nN]/[nN]/[nNY](?![/\w])|Y/[nN]/[nN](?![/\w])"),
    ("dotted", r"D"),
    ("clocked", rf"{_CLOCK} (?:i )?{_WHEN}|{_WHEN},? (?:i )?{_CLOCK}"),
    ("part", rf"(?:e )?{_WHEN},? (?:i )?(?:t )?(?:e )?P|(?:t )?(?:e )?P o {_WHEN}|P {_WHEN}"),
    ("edge", rf"(?:t )?(?:e[- ]|B o |B[- ](?=Y))(?:t )?(?:{_BASIC})|l (?:i )?(?:{_BASIC})"),
    ("every", r"A (?:z )?[UWMSP]|A [nN] u|w"),
    ("ago", rf"(?:{_LENGTH}|u) (?:g|l|f R|f G)"),
    ("since", r"(?:(?:t |T )?[LX] |(?:t )?C )(?:j )?(?:(?:[nNY]|a V|V)(?: j)?[- ](?:j )?)?u"),
    ("day", _DAY),
    ("ordinal", _ORDINAL),
    ("deictic", _DEICTIC),
    ("back", _BACK),
    ("length", _LENGTH),
    ("clock", _CLOCK),
    ("month", _MONTH),
    ("decade", _DECADE),
    ("season", _SEASON),
    ("feast", _FEAST),
    ("weekday", "W"),
    ("relative", "G"),
    ("reference", r"R|t F|(?<=i )F(?= ?[.,;\n]|$)|t L(?= ?[.,;\n]|$)|t x|T x|C"),
    ("set", "Q"),
    ("dayhour", r"(?:t )?(?:e )?P"),
    ("period", r"(?:t|T) [Uu]"),
    ("plural", "(?:t )?u"),
    ("quarter", r"J(?:[ -](?:o )?Y)?|Y[- ]J"),
    ("yearend", r"U[- ]B(?=\W|$)"),
    ("year", _YEAR),
)

#: finds the times of a line; ``lastgroup`` names the rule
GRAMMAR = re.compile(r"(?<![A-Za-z])(?:" + "|".join(f"(?P<{n}>{p})" for n, p in _RULES) + ")")
_PERIODS = ("day", "ordinal", "deictic", "back", "month", "decade", "season", "feast", "weekday",
            "relative", "year", "period")  # fmt: skip
_BY_NAME = dict(_RULES)
#: reads the period inside an edge or part-of-day expression; matched against the whole of it
PERIOD = re.compile(
    "|".join(f"(?P<{n}>{_BY_NAME[n] if n != 'period' else '(?:t )?U'})" for n in _PERIODS)
)
