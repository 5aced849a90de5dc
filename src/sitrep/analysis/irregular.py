"""Past forms and plurals that follow no rule, so that no learned edit has to guess them.

Read only under the tags of past forms (VBD, VBN) and plurals (NNS): there "found" is "find" and
"left" is "leave". Forms equal to the lemma need no line.
"""

from __future__ import annotations

_PAST = """
arise arose arisen|awake awoke awoken|bear bore borne born|beat beaten|become became
|begin began begun|bend bent|bind bound|bite bit bitten|bleed bled|blow blew blown
|break broke broken|breed bred|bring brought|build built|burn burnt|buy bought|catch caught
|choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug|do did done
|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|eat ate eaten
|fall fell fallen|feed fed|feel felt|fight fought|find found|flee fled|fling flung
|fly flew flown|forbid forbade forbidden|foresee foresaw foreseen|forget forgot forgotten
|forgive forgave forgiven|forgo forwent forgone|freeze froze frozen|get got gotten
|give gave given|go went gone|grind ground|grow grew grown|hang hung|have had|hear heard
|hide hid hidden|hold held|keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant
|leap leapt|learn learnt|leave left|lend lent|lie lain|light lit|lose lost|make made|mean meant
|meet met|mislead misled|mistake mistook mistaken|misunderstand misunderstood|mow mown
|outgrow outgrew outgrown|overcome overcame|oversee oversaw overseen|overtake overtook overtaken
|overthrow overthrew overthrown|overrun overran|partake partook partaken|pay paid|prove proven
|rebuild rebuilt|repay repaid|retell retold|rewrite rewrote rewritten|ride rode ridden
|ring rang rung|rise rose risen|run ran|say said|see saw seen|seek sought|sell sold|send sent
|sew sewn|shake shook shaken|shine shone|shoot shot|show shown|shrink shrank shrunk
|sing sang sung|sink sank sunk|sit sat|slay slew slain|sleep slept|slide slid|sling slung
|sow sown|speak spoke spoken|speed sped|spend spent|spin spun|spit spat|spring sprang sprung
|stand stood|steal stole stolen|stick stuck|sting stung|stink stank stunk|stride strode stridden
|strike struck stricken|string strung|strive strove striven|swear swore sworn|sweep swept
|swell swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told
|think thought|throw threw thrown|tread trod trodden|undergo underwent undergone
|understand understood|undertake undertook undertaken|undo undid undone|uphold upheld
|wake woke woken|wear wore worn|weave wove woven|weep wept|win won|wind wound
|withdraw withdrew withdrawn|withhold withheld|withstand withstood|wring wrung
|write wrote written
"""
_PLURALS = """
man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|ox oxen
|gunman gunmen|policeman policemen|spokesman spokesmen|spokeswoman spokeswomen|chairman chairmen
|fisherman fishermen|fireman firemen|congressman congressmen|militiaman militiamen
|serviceman servicemen|lawman lawmen|businessman businessmen|grandchild grandchildren
|crisis crises|analysis analyses|hypothesis hypotheses|thesis theses|axis axes
|criterion criteria|phenomenon phenomena|life lives|wife wives|knife knives|half halves
|leaf leaves|loaf loaves|shelf shelves|thief thieves|wolf wolves|calf calves
"""


def _by_form(lines: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines.replace("\n", " ").split("|"):
        lemma, *forms = line.split()
        found.update(dict.fromkeys(forms, lemma))
    return found


PAST = _by_form(_PAST)
PLURALS = _by_form(_PLURALS)
BY_TAG = {"VBD": PAST, "VBN": PAST, "NNS": PLURALS}
