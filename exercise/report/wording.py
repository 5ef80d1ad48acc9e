"""Words of scores and reports, not yet in any language."""

from __future__ import annotations

from agencies.language import Phrase, phrase
from agencies.timecode import format_moment
from exercise.evaluation.model import PartResult, Reason
from exercise.views.sidewords import ACHIEVED, NEEDS, OUTCOMES, REASONS

__all__ = [
    "ACHIEVED",
    "ACHIEVED_TONES",
    "CAUSES",
    "CAUSES_IN_WORDS",
    "CHANGES",
    "COEFFICIENTS",
    "COSTS",
    "HANDLING",
    "HELD_BY",
    "INJECT_KINDS",
    "LAPSES",
    "LIMIT_BASIS",
    "NEEDS",
    "NEED_TONES",
    "OUTCOMES",
    "OUTCOME_TONES",
    "RATINGS",
    "ROLES",
    "SKILLS",
    "STATUSES",
    "exercise_marking",
    "moment",
    "outcome_in_words",
    "reason",
    "remarks",
    "unseen",
    "word",
]

_MARKING = {
    "en": "EXERCISE – EXERCISE – EXERCISE",
    "es": "EJERCICIO – EJERCICIO – EJERCICIO",
    "pt": "EXERCÍCIO – EXERCÍCIO – EXERCÍCIO",
    "fr": "EXERCICE – EXERCICE – EXERCICE",
}

ACHIEVED_TONES = {"yes": "good", "partly": "fair", "no": "poor"}

OUTCOME_TONES = {
    "met": "good",
    "kept": "good",
    "late": "fair",
    "partial": "fair",
    "missed": "poor",
    "overdue": "poor",
    "violated": "poor",
}
"""How a word looks beside what it says; whatever is not here is neither good nor bad."""

NEED_TONES = {"in-time": "good", "late": "fair", "missed": "poor"}

RATINGS = {
    "P": (
        phrase("performed without challenges"),
        phrase(
            "The objective was achieved; nothing else was harmed, no risk was added, and plans and "
            "laws were kept to."
        ),
    ),
    "S": (
        phrase("performed with some challenges"),
        phrase("Achieved likewise, and evaluators saw how it could be done better or faster."),
    ),
    "M": (
        phrase("performed with major challenges"),
        phrase(
            "Achieved at a cost: other activities were harmed, risk was added, or plans or laws "
            "were not kept to."
        ),
    ),
    "U": (phrase("unable to be performed"), phrase("The objective was not achieved.")),
}
"""HSEEP's ratings: the name and, in our words, what it means."""

COSTS = {
    "harm": phrase("harmed other activities"),
    "risk": phrase("added risk"),
    "against": phrase("against plans or law"),
    "better": phrase("room to be better"),
}
"""What a rating question asks for, where it was answered with yes."""

COEFFICIENTS = {
    "alpha": phrase("Krippendorff's alpha"),
    "raw_agreement": phrase("Raw agreement"),
    "kappa": phrase("Cohen's kappa"),
    "kappa_linear": phrase("Weighted kappa, linear"),
    "kappa_quadratic": phrase("Weighted kappa, quadratic"),
}
"""Coefficients of agreement."""

CAUSES_IN_WORDS = {
    "unread": phrase("it lay unread"),
    "deciding": phrase("time went by between knowing and acting"),
    "desk": phrase("it waited at a simulated desk"),
    "link": phrase("it took long on the way"),
    "entered-late": phrase("it was logged after it was done"),
    "unknown": phrase("the agency did not know what it was to pass on"),
    "returned": phrase("the message came back"),
    "undone": phrase("the agency was in a position to act and did not"),
    "done": phrase("the agency acted although it should have refrained"),
    "flow": phrase("the information did not reach them soon enough"),
}
"""What stood in the way, as far as the record can tell."""

HANDLING = {
    "as-confirmed": phrase("how sure it was got lost in passing it on"),
    "rumour": phrase("the refutation was known and not heeded"),
    "need": phrase("who may know was not checked"),
    "marking": phrase("what the link may carry was not checked"),
    "covert": phrase("who listens in was not heeded"),
    "unverified": phrase("verification was not waited for"),
    "out-of-order": phrase("what has to come first was not waited for"),
    "channel": phrase("the channel that was asked was not used"),
}
"""What stood behind an error in handling information, by its kind."""

HELD_BY = {"people": phrase("people"), "playbook": phrase("simulated")}

_UNSEEN = {
    "excused": phrase("artificiality of the exercise"),
    "not-comparable": phrase("a jump or the end of its move came before its limit"),
    "pending": phrase("a text is still to be coded"),
    "open": phrase("its limit had not passed yet"),
}
"""What can have made a part *not observed*, the strongest first."""

_REMARKS = {
    "compressed": phrase("faster than real time"),
    "not-comparable": phrase("gives no time: a jump or the end of its move came between"),
    "pending": phrase("perhaps sooner: a text is still to be coded"),
    "adjusted": phrase("adjusted"),
}
"""What is to be known of a part's time, and is no reason for its outcome."""

CAUSES = {
    "unread": phrase("unread"),
    "deciding": phrase("deciding"),
    "desk": phrase("simulated desk"),
    "link": phrase("link"),
    "entered-late": phrase("entered later"),
    "script": phrase("script"),
}

CHANGES = {
    "upgraded": phrase("unconfirmed, then confirmed"),
    "contradicted": phrase("turned out otherwise"),
}
"""How an agency came to know better."""

LIMIT_BASIS = {
    "law": phrase("law"),
    "plan": phrase("plan"),
    "assumed": phrase("assumed"),
}

# The next two are said on screens too: languages that cover the report alone have them from here.
INJECT_KINDS = {
    "scripted": phrase("in the script"),
    "contingency": phrase("contingency"),
    "ad-hoc": phrase("ad hoc"),
    "prepared": phrase("prepared consequence"),
    "warm-up": phrase("warm-up"),
}

STATUSES = {
    "confirmed": phrase("confirmed"),
    "unconfirmed": phrase("unconfirmed"),
    "denied": phrase("denied"),
}

LAPSES = {
    "as-confirmed": phrase("passed on as confirmed what it knew as unconfirmed"),
    "rumour": phrase("acted on a rumour after its refutation was known"),
    "need": phrase("went to an agency that neither needs nor may know it"),
    "marking": phrase("went over a link below its marking"),
    "covert": phrase("went where others listen in"),
    "unverified": phrase("rests on an unconfirmed fact where verification comes first"),
    "out-of-order": phrase("was done before what has to come first"),
    "channel": phrase("was told by another channel than was asked"),
}

ROLES = {
    "player": phrase("player"),
    "control": phrase("control"),
    "simcell": phrase("SimCell"),
    "collector": phrase("data collector"),
    "clerk": phrase("clerk"),
}

SKILLS = {
    "novice": phrase("novice"),
    "trained": phrase("trained"),
    "expert": phrase("expert"),
    "reliable": phrase("reliable"),
}
"""How well playbooks do."""


def word(table: dict[str, Phrase], name: str, language: str) -> str:
    """The word for ``name``; itself where the table has none."""
    found = table.get(name)
    return name if found is None else found.into(language)


def reason(found: Reason, language: str) -> str:
    """Why *achieved?* is answered so, in one clause."""
    said = word(REASONS, found.code, language)
    return said if found.expectation is None else f"{found.expectation}: {said}"


def outcome_in_words(part: PartResult, language: str) -> str:
    """The outcome of a part; in brackets what made it *not observed*, and nothing else."""
    said, why = word(OUTCOMES, part.outcome, language), unseen(part, language)
    return f"{said} ({why})" if why else said


def unseen(part: PartResult, language: str) -> str:
    """What made a part *not observed*; empty where something else came of it."""
    if part.outcome != "not-observed":
        return ""
    found = next((why for flag, why in _UNSEEN.items() if flag in part.flags), None)
    return (found or phrase("the exercise ended before its limit")).into(language)


def remarks(part: PartResult, language: str) -> str:
    """What is to be known of a part's time; empty where it was not observed."""
    if part.outcome == "not-observed":
        return ""
    return "; ".join(said.into(language) for flag, said in _REMARKS.items() if flag in part.flags)


def exercise_marking(language: str) -> str:
    """What stands on top of everything that leaves an exercise."""
    return _MARKING.get(language, _MARKING["en"])


def moment(seconds: int | None) -> str:
    """An exercise time; a dash for none."""
    return "–" if seconds is None else format_moment(seconds)
