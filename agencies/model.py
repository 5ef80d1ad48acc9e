"""What a network file says: agencies, channels, links, duties and the delays on them.

Times are seconds throughout; delays are log-normal and written as median and 90th percentile, for
notification delays span more than four orders of magnitude.
"""

from __future__ import annotations

import math
import re
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from statistics import NormalDist
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from agencies.language import phrase
from agencies.phrases import Phrases
from agencies.scalars import Count, Flag, Identifier, Model, Several, Share
from agencies.text import Text
from agencies.timecode import Duration
from agencies.wrong import Wrong, shown

__all__ = [
    "Agency",
    "Basis",
    "Channel",
    "ChannelKind",
    "Delay",
    "Desk",
    "Duty",
    "FactKind",
    "Hours",
    "Link",
    "NetworkFile",
    "Skill",
    "Source",
]

_NORMAL = NormalDist()
_P90 = _NORMAL.inv_cdf(0.9)


class Delay(Model):
    """A log-normal delay.

    Attributes:
        median: Seconds that half of the cases stay under.
        p90: Seconds that nine of ten cases stay under; at least the median.
    """

    median: Duration
    p90: Duration

    @model_validator(mode="after")
    def _ordered(self) -> Delay:
        if self.median < 1 or self.p90 < self.median:
            raise Wrong(phrase("a delay needs a median of at least 1s and a p90 not below it"))
        return self

    @cached_property
    def sigma(self) -> float:
        """Standard deviation of the logarithm: ln(p90 / median) / z(0.9)."""
        return math.log(self.p90 / self.median) / _P90

    @cached_property
    def mean(self) -> float:
        """Expected seconds: median · exp(sigma² / 2), the mean of a log-normal distribution."""
        return self.median * math.exp(self.sigma**2 / 2)

    def at(self, quantile: float) -> int:
        """Whole seconds, rounded up, at ``quantile`` (0 < quantile < 1)."""
        seconds = self.median * math.exp(self.sigma * _NORMAL.inv_cdf(quantile))
        # Rounding first keeps the last bit of another machine's libm from moving the ceiling.
        return max(1, math.ceil(round(seconds, 6)))


_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Hours(Model):
    """Local hours in which a link or desk works: ``mon-fri 08:00-17:00`` or ``06:00-22:00``.

    Attributes:
        days: Weekdays, Monday is 0.
        opens: Minute of the day.
        closes: Minute of the day; below ``opens`` the hours run past midnight.
    """

    days: tuple[int, ...] = tuple(range(7))
    opens: int = 0
    closes: int = 1440

    def include(self, moment: datetime) -> bool:
        """Whether ``moment``, a local time, lies within these hours."""
        minute = moment.hour * 60 + moment.minute
        if self.opens < self.closes:
            return moment.weekday() in self.days and self.opens <= minute < self.closes
        if minute >= self.opens:
            return moment.weekday() in self.days
        return minute < self.closes and (moment.weekday() - 1) % 7 in self.days

    def __str__(self) -> str:
        days = "" if len(self.days) == 7 else f"{_DAYS[self.days[0]]}-{_DAYS[self.days[-1]]} "
        return (
            f"{days}{self.opens // 60:02d}:{self.opens % 60:02d}"
            f"-{self.closes // 60:02d}:{self.closes % 60:02d}"
        )


def _hours(value: Any) -> Any:
    if isinstance(value, Hours):
        return value
    if value == "24/7":
        return Hours()
    pattern = r"(?:(\w{3})(?:-(\w{3}))? )?([01]\d|2[0-4]):([0-5]\d)-([01]\d|2[0-4]):([0-5]\d)"
    found = re.fullmatch(pattern, value, re.ASCII) if isinstance(value, str) else None
    if found is None or any(day not in _DAYS for day in found.groups()[:2] if day):
        raise Wrong(
            phrase("{value} are not hours", value=shown(value)),
            phrase("Write 24/7, 06:00-22:00 or mon-fri 08:00-17:00"),
        )
    first, last, *times = found.groups()
    days: tuple[int, ...] = tuple(range(7))
    if first:
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        days = tuple((start + step) % 7 for step in range((end - start) % 7 + 1))
    h1, m1, h2, m2 = (int(part) for part in times)
    return Hours(days=days, opens=h1 * 60 + m1, closes=h2 * 60 + m2)


WorkingHours = Annotated[
    Hours,
    BeforeValidator(_hours),
    WithJsonSchema({"type": "string", "description": "24/7, 06:00-22:00 or mon-fri 08:00-17:00"}),
]


class ChannelKind(StrEnum):
    """How a channel works."""

    VOICE = "voice"
    TEXT = "text"
    ALERT = "alert"
    IN_PERSON = "in-person"


class Basis(StrEnum):
    """What a link rests on, strongest first."""

    LAW = "law"
    AGREEMENT = "agreement"
    SOP = "sop"
    HABIT = "habit"


class Source(Model):
    """Where a fact or figure comes from, and how sure it is."""

    title: str
    where: str = ""
    confidence: Literal["confirmed", "secondary", "unconfirmed", "invented"] = "secondary"


class FactKind(Model):
    """A kind of fact: what duties are triggered by and what an *ask* asks for."""

    id: Identifier = ""
    title: Text


class Channel(Model):
    """A means of communication; links inherit what they do not set themselves.

    Attributes:
        open: Others can listen in (VHF): a covert fact must not be sent this way.
        marking: The highest marking that may be sent over it.
        delay: Seconds for one attempt to arrive.
        reliability: Probability that one attempt arrives.
        attempts: How often a sending is tried before it is returned.
        retry: Seconds after which a lost attempt is noticed and repeated.
    """

    id: Identifier = ""
    title: Text
    kind: ChannelKind = ChannelKind.TEXT
    open: Flag = False
    marking: Identifier = "unmarked"
    delay: Delay = Delay(median=120, p90=360)
    reliability: Share = 0.98
    attempts: Count = Field(default=3, ge=1, le=10)
    retry: Duration = 60


class Desk(Model):
    """Where an agency handles traffic.

    Attributes:
        capacity: Items worked on at once when the desk is simulated.
        handling: Seconds to read one item and know what it says.
        hours: Local hours in which the simulated desk works.
        languages: Languages in which it can be addressed.
    """

    capacity: Count = Field(default=1, ge=1, le=50)
    handling: Delay = Delay(median=180, p90=480)
    hours: WorkingHours = Hours()
    languages: tuple[str, ...] = ("es", "en")


class Agency(Model):
    """An organization with a desk.

    Attributes:
        kind: What it is; authority over actions goes by kind.
        sector: For brokerage roles: government, security-forces, port, private, foreign, media.
        role: One sentence on what it decides, for the people who talk to it.
    """

    id: Identifier = ""
    title: Text
    short: Text
    kind: Identifier
    sector: Identifier = "government"
    role: Text | None = None
    desk: Desk = Desk()
    source: str | None = None


class Link(Model):
    """Who can reach whom over which channel. What is left out comes from the channel.

    Attributes:
        both_ways: Whether it also works from ``to`` to ``from``.
        calibrated: Where the delay was measured; without it the figures are assumed.
        unplanned: Made up during play (an unlisted contact), not in any plan.
    """

    id: str = ""
    source: Identifier = Field(alias="from")
    target: Identifier = Field(alias="to")
    via: Identifier
    both_ways: Flag = True
    delay: Delay | None = None
    reliability: Share | None = None
    attempts: Annotated[Count, Field(ge=1, le=10)] | None = None
    retry: Duration | None = None
    marking: Identifier | None = None
    hours: WorkingHours = Hours()
    basis: Basis = Basis.HABIT
    calibrated: str | None = None
    unplanned: Flag = False

    @model_validator(mode="after")
    def _named(self) -> Link:
        if self.source == self.target:
            raise Wrong(
                phrase("a link joins two agencies, not '{name}' to itself", name=self.source)
            )
        if not self.id:
            arrow = "~" if self.both_ways else ">"
            ends = (
                sorted((self.source, self.target)) if self.both_ways else (self.source, self.target)
            )
            object.__setattr__(self, "id", f"{ends[0]}{arrow}{ends[1]}:{self.via}")
        return self


class Skill(Model):
    """How well a simulated agency does what it should.

    Attributes:
        response: Seconds from knowing to acting, on top of desk time.
        miss: Probability that an expected act is forgotten altogether.
    """

    response: Delay
    miss: Share = 0.0


class Duty(Model):
    """A standing rule: who must tell whom within how long of what.

    Attributes:
        trigger: Fact kind whose delivery at the holder opens it.
        holder: Agency kinds that hold it.
        tells: Agencies that must be told.
        within: Seconds from delivery.
        limit_basis: Whether the limit stands in a law or plan, or is assumed.
        confidence: How well the rule is sourced.
        jurisdiction: Where it binds.
    """

    id: Identifier = ""
    title: Text
    trigger: Identifier
    holder: Several
    tells: Several
    within: Duration
    limit_basis: Literal["law", "plan", "assumed"] = "assumed"
    source: str
    confidence: Literal["confirmed", "secondary", "unconfirmed"] = "unconfirmed"
    jurisdiction: str = "international"


DEFAULT_SKILLS = {
    "novice": Skill(response=Delay(median=600, p90=2400), miss=0.25),
    "trained": Skill(response=Delay(median=300, p90=1200), miss=0.10),
    "expert": Skill(response=Delay(median=120, p90=420), miss=0.03),
    "reliable": Skill(response=Delay(median=120, p90=240), miss=0.0),
}


class NetworkFile(Model):
    """A whole network file.

    Attributes:
        markings: Handling markings, least sensitive first.
        unlisted: Seconds to find a number that is in nobody's plan.
        phrases: The words in which simulated agencies write.
    """

    format: Literal[1] = Field(default=1, json_schema_extra={"const": 1})
    id: Identifier
    title: Text
    language: str = "en"
    about: Text | None = None
    sources: dict[Identifier, Source] = {}
    markings: tuple[Identifier, ...] = ("unmarked", "restricted", "confidential")
    fact_kinds: dict[Identifier, FactKind]
    channels: dict[Identifier, Channel]
    agencies: dict[Identifier, Agency]
    links: tuple[Link, ...]
    duties: dict[Identifier, Duty] = {}
    skills: dict[Literal["novice", "trained", "expert", "reliable"], Skill] = DEFAULT_SKILLS  # type: ignore[assignment]
    unlisted: Delay = Delay(median=900, p90=2400)
    phrases: Phrases = Phrases()

    @model_validator(mode="before")
    @classmethod
    def _format_is_a_number(cls, data: Any) -> Any:
        return {**data, "format": int(data["format"])} if _is_one(data) else data

    @model_validator(mode="after")
    def _entries_know_their_names(self) -> NetworkFile:
        for entries in (self.fact_kinds, self.channels, self.agencies, self.duties):
            for name, entry in entries.items():
                object.__setattr__(entry, "id", name)
        return self


def _is_one(data: Any) -> bool:
    return isinstance(data, dict) and data.get("format") == "1"
