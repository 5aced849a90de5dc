"""Captions of pictures are part of the page, not of the report."""

from __future__ import annotations

import pytest

from sitrep.analysis.sentences import split

#: the rest of a caption that is longer than most
LONG = (
    "a fire that began on Sunday night in a warehouse and that went on to destroy four sheds, "
    "two cranes and the office of the pilots, before crews from three towns put it out in the "
    "morning and began to look for the missing watchman."
)


@pytest.mark.parametrize(
    "caption",
    [
        "FILE - In this Feb. 3, 2017 file photo, Ana Ruiz walks along the quay in Port Vela.",
        "In this photo provided by the coast guard, a boat lies on its side.",
        "Ana Ruiz leaves the court in Port Vela in this May 2016 file photo.",
        "The old mole at Port Vela. File photo",
        "The old mole at Port Vela (file photo)",
        "Smoke over the harbour on Tuesday (AP Photo/A. Person, File)",
        "Ana Ruiz (Photo: Port Vela Herald)",
        "Photo: A. Person/Example Agency",
        "(Photo by A. Person)",
        "Photos: Fire in the harbour Debris lies on the mole on Monday, May 6, after " + LONG,
        "1:57 Harbour police talk about the fire",
        "2:53 Port Vela council discusses the mole, vote Pause",
        "NORTH MOLE CUSTOMS HOUSE PILOTS' OFFICE Port Vela Fish Market EAST QUAY MAIN GATE",
        "Herald reporters Ana Ruiz and Tom Berg contributed.",
        "Tom Berg in Easton contributed to this report.",
        "Getty Images Divers look for survivors in the harbour on Monday",
        "AP:Associated Press At least 12 people died when the mole at Port Vela broke",
        "Reuters The mole was built in 1931",
        "Image copyright EPA Image caption The blast broke windows all over the town",
        "Facebook Twitter Pinterest Divers at the mole. Photograph: A. Person/AP",
        "People light candles for those who died at Port Vela ©Ana Ruiz (AFP).",
        "Hide Caption 3 of 12 Photos: Fire at Port Vela Divers look for survivors.",
        "CORRECTION: An earlier version of this story misspelled the name of the captain.",
        "Ana Ruiz reports.",
        "WQPV reports from the scene prior to the boy's death.",
        "Ana Ruiz is a Herald-Post staff writer.",
        "Ana Ruiz is a reporter for the Herald.",
        "Ana Ruiz reports from Port Vela.",
        "This material may not be published, broadcast, rewritten or redistributed.",
    ],
)
def test_a_caption_is_debris(caption: str) -> None:
    text = f"The harbour burned on Tuesday, police said.\n\n{caption}\n\nNobody was hurt."
    kinds = {text[one.start : one.end]: one.kind for one in split(text)}
    assert kinds.pop("The harbour burned on Tuesday, police said.") == "prose"
    assert kinds.pop("Nobody was hurt.") == "prose"
    assert set(kinds.values()) == {"debris"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The photo shows the mole before the fire.",
        "Ruiz held a photo of her brother, who was on the ship.",
        "Reuters reported the fire first, at 4:40 a.m. on Monday.",
        "Getty Images said on Tuesday that it had taken the pictures down.",
        "Facebook and Twitter said that they had taken the pictures down.",
        "The museum has © marks on the labels of some pictures, she said.",
        "An earlier version of the bill had been rejected in March.",
        "Police released a file photo of the suspect on Tuesday and asked for help.",
        "The bank (NYSE: PVB) fell on Tuesday.",
        "In this case, photos of the ship were no proof, the judge said.",
        "At 4:32 a.m. the north mole broke.",
        "NATO, the EU, the IMF and the WHO sent help to the people of the town.",
        "Old cables and dry timber contributed.",
        "The harbour police read the reports.",
        "Port Vela reports a record.",
        "Ana Ruiz is a pilot at the port.",
        "The dead man is a reporter.",
        "The judge said that the letters may be published.",
    ],
)
def test_a_sentence_about_a_picture_is_prose(sentence: str) -> None:
    text = f"The harbour burned on Tuesday, police said. {sentence} Nobody was hurt."
    assert {one.kind for one in split(text)} == {"prose"}
