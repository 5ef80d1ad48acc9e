"""The world: effects of injects and decisions, facts that come to hold, moves and ENDEX."""

from __future__ import annotations

from functools import partial

from exercise.engine.agenda import Phase
from exercise.engine.run import Run
from exercise.events import (
    AgenciesGathered,
    ClockJumped,
    Disrupted,
    ExerciseEnded,
    ExerciseStarted,
    FactChanged,
    LevelSet,
    MoveBegan,
    MoveEnded,
    QuestionOpened,
    Restored,
    ThingPlaced,
)
from injects.conditions import Down
from injects.facts import Effect

__all__ = ["World"]


class World:
    """Changes what is so. Everything it does is an event with the cause it was given."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def begin(self) -> None:
        """Schedule STARTEX, the moves, ENDEX and the facts that come to hold later."""
        run, pack = self._run, self._run.pack
        for place, move in enumerate(pack.moves):
            begin = partial(self._begin_move, place)
            run.at(pack.move_begins(move.id), Phase.SCRIPT, f"!move/{place:02d}", begin)
        run.at(pack.endex, Phase.SCRIPT, "~endex", partial(self.end, ""))
        for name in sorted(pack.facts):
            moment = pack.facts[name].holds_from
            if moment:
                hold = partial(self._come_to_hold, name)
                run.at(moment, Phase.DISRUPTION, f"fact/{name}", hold)

    def _begin_move(self, place: int) -> None:
        run = self._run
        if run.state.clock.phase == "ended":
            return
        if place == 0:
            run.tell(ExerciseStarted(), "startex", actor="world")
        else:
            self.close_move()
        move = run.pack.moves[place].id
        run.tell(MoveBegan(move), f"move/{move}", actor="world")

    def close_move(self) -> None:
        """End the move being played and put its questions."""
        run = self._run
        ending = run.state.clock.move
        move = next((move for move in run.pack.moves if move.id == ending), None)
        if move is None:
            return  # Ended in the warm-up.
        run.tell(MoveEnded(move.id), f"move/{move.id}/ended", actor="world")
        for question in move.questions:
            if question not in run.state.questions.opened:
                run.tell(QuestionOpened(question), f"question/{question}", actor="world")

    def end(self, reason: str) -> None:
        """ENDEX, once."""
        if self._run.state.clock.phase != "ended":
            self.close_move()
            self._run.tell(ExerciseEnded(reason), "endex", actor="world")

    def _come_to_hold(self, fact: str) -> None:
        self._run.tell(FactChanged(fact, True), f"fact/{fact}/holds", actor="world")

    def apply(self, effect: Effect, cause: str) -> None:
        """Make one change; ``cause`` names what made it."""
        tell = self._run.tell
        if effect.disrupt is not None:
            down = effect.disrupt
            body = Disrupted(down.link, down.channel, down.agency)
            tell(body, f"{cause}/disrupt", actor="world")
            if effect.for_ is not None:
                until = self._run.now + effect.for_
                restore = partial(self._restore, down, cause)
                self._run.at(until, Phase.DISRUPTION, cause, restore)
        elif effect.restore is not None:
            self._restore(effect.restore, cause)
        elif effect.set_level is not None:
            level = effect.set_level
            tell(LevelSet(level.place, level.level), f"{cause}/level/{level.place}", actor="world")
        elif effect.fact is not None:
            fact = effect.fact
            tell(FactChanged(fact.id, fact.holds), f"{cause}/fact/{fact.id}", actor="world")
        elif effect.open is not None or effect.close is not None:
            thing = effect.open or effect.close or ""
            opened = effect.open is not None
            tell(ThingPlaced(thing, opened), f"{cause}/thing/{thing}", actor="world")
        elif effect.gather is not None:
            place = effect.gather.place
            body_ = AgenciesGathered(place, effect.gather.agencies)
            tell(body_, f"{cause}/gather/{place}", actor="world")
        elif effect.end_move:
            self._end_move(cause)
        elif effect.end_exercise:
            self.end("")

    def _restore(self, down: Down, cause: str) -> None:
        body = Restored(down.link, down.channel, down.agency)
        self._run.tell(body, f"{cause}/restore", actor="world")

    def _end_move(self, cause: str) -> None:
        """Leap to where the next move begins, or to ENDEX after the last."""
        run = self._run
        order = [move.id for move in run.pack.moves]
        place = order.index(run.state.clock.move or order[0]) + 1
        to = run.pack.move_begins(order[place]) if place < len(order) else run.pack.endex
        run.tell(ClockJumped(to), f"{cause}/jump", actor="world")
        run.leap_to = to
