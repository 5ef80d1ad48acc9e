"""Phrases: the words in which simulated agencies write, by situation and by who writes.

A network brings its own; a situation for which it has none is said in the product's words. Phrases
carry nothing that is acted on: facts, targets and answers travel beside them.
"""

from __future__ import annotations

from collections.abc import Callable
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator

from agencies.language import phrase
from agencies.problems import did_you_mean
from agencies.scalars import Identifier, Model
from agencies.text import Text
from agencies.wrong import Wrong, shown

__all__ = ["ANYBODY", "VOICES", "Phrases", "Situations", "Variants"]

ANYBODY = "any"
"""Key of the openings and closings for agencies whose kind and sector have none."""

VOICES = ("openings", "closings")
"""The fields of phrases that go by who writes."""

_EVERYWHERE = ("to", "from", "subject", "time")


def _fills(*needed: str, also: tuple[str, ...] = ()) -> Callable[[Text], Text]:
    """Refuse a text whose placeholders cannot all be filled, or that lacks one of ``needed``."""
    known = (*needed, *also, *_EVERYWHERE)

    def check(text: Text) -> Text:
        for variant in text.variants:
            found = _placeholders(variant)
            for name in found:
                if name not in known:
                    raise Wrong(
                        phrase("nothing fills the placeholder {name} here", name=_braced(name)),
                        did_you_mean(name, known),
                    )
            for name in needed:
                if name not in found:
                    raise Wrong(
                        phrase(
                            "the placeholder {name} is missing in {text}",
                            name=_braced(name),
                            text=shown(variant),
                        ),
                        phrase("Say it in every language"),
                    )
        return text

    return check


def _placeholders(text: str) -> list[str]:
    mend = phrase("Write {time} for a placeholder, and {{ or }} for a brace")
    try:
        parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        raise Wrong(phrase("a brace stands alone in {text}", text=shown(text)), mend) from None
    for name, spec, conversion in parts:
        if not (name or "").isidentifier() or spec or conversion:
            raise Wrong(
                phrase("a placeholder in {text} is not just a name", text=shown(text)), mend
            )
    return [name or "" for name, _, _ in parts]


def _braced(name: str) -> str:
    return "{" + name + "}"


_Plain = Annotated[Text, AfterValidator(_fills())]
_OfFacts = Annotated[Text, AfterValidator(_fills("facts"))]
_OfFact = Annotated[Text, AfterValidator(_fills("fact"))]
_OfAction = Annotated[Text, AfterValidator(_fills("action"))]
_OfKinds = Annotated[Text, AfterValidator(_fills("kinds"))]
_OfAuthority = Annotated[Text, AfterValidator(_fills("authority", also=("action",)))]
_OfReason = Annotated[Text, AfterValidator(_fills(also=("action",)))]

Variants = tuple[Text, ...]


class Situations(Model):
    """How simulated agencies put what they say, in several variants for each situation.

    Attributes:
        confirmed, unconfirmed, denied: One fact, and how sure the sender is of it.
        inform: Facts passed on.
        warning: Facts passed on that are urgent.
        received: Facts sent back to whom they came from, where a report of them is owed.
        update: Facts passed on before as unconfirmed that are confirmed by now.
        correction: Facts passed on before that turn out not to be true.
        verify: A question whether facts can be confirmed.
        answer: An answer that has facts.
        nothing: An answer that has none of the kinds asked for.
        nothing_new: An answer that has none beyond what both have told each other.
        done: A request carried out.
        refused: A request that nobody here may carry out.
        referral: A request that is for another agency to decide.
        yours: A request that is for the one who made it to decide.
        which: A request that does not say what it is aimed at.
        recommend: A decision recommended to the agency that can take it.
        by_plan, on_request: Why the sender has decided.
        openings, closings: First and last words, by kind or sector of the agency that writes, or
            ``any``.
    """

    confirmed: tuple[_OfFact, ...] = ()
    unconfirmed: tuple[_OfFact, ...] = ()
    denied: tuple[_OfFact, ...] = ()
    inform: tuple[_OfFacts, ...] = ()
    warning: tuple[_OfFacts, ...] = ()
    received: tuple[_OfFacts, ...] = ()
    update: tuple[_OfFacts, ...] = ()
    correction: tuple[_OfFacts, ...] = ()
    verify: tuple[_OfFacts, ...] = ()
    answer: tuple[_OfFacts, ...] = ()
    nothing: tuple[_OfKinds, ...] = ()
    nothing_new: tuple[_OfKinds, ...] = ()
    done: tuple[_OfAction, ...] = ()
    refused: tuple[_OfAction, ...] = ()
    referral: tuple[_OfAuthority, ...] = ()
    yours: tuple[_OfAction, ...] = ()
    which: tuple[_OfAction, ...] = ()
    recommend: tuple[_OfAction, ...] = ()
    by_plan: tuple[_OfReason, ...] = ()
    on_request: tuple[_OfReason, ...] = ()
    openings: dict[Identifier, tuple[_Plain, ...]] = {}
    closings: dict[Identifier, tuple[_Plain, ...]] = {}

    def of(self, situation: str) -> Variants:
        """The variants for a situation; none where the product's own words are to be used."""
        found: Variants = getattr(self, situation)
        return found

    @staticmethod
    def spoken_by(voices: dict[str, Variants], kind: str, sector: str) -> Variants:
        """The openings or closings of an agency: by its kind, else its sector, else anybody's."""
        return voices.get(kind) or voices.get(sector) or voices.get(ANYBODY, ())


class Phrases(Situations):
    """How simulated agencies put what they write, and what they say by voice where that differs.

    Attributes:
        spoken: By telephone, radio or face to face. A situation that has none is put as in
            writing; who has openings or closings here uses no written ones.
    """

    spoken: Situations = Situations()

    def put(self, situation: str, *, spoken: bool) -> Variants:
        """The variants for a situation, by voice or in writing."""
        return (self.spoken.of(situation) if spoken else ()) or self.of(situation)

    def around(self, kind: str, sector: str, *, spoken: bool) -> tuple[Variants, Variants]:
        """The openings and closings of an agency, by voice or in writing."""
        for used in (self.spoken, self) if spoken else (self,):
            opening, closing = (
                self.spoken_by(voices, kind, sector) for voices in (used.openings, used.closings)
            )
            if opening or closing:
                return opening, closing
        return (), ()
