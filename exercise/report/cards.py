"""What is printed before a live session: a card for each place, and a sheet to sign in.

Both are HTML pages that stand alone, for any browser's print menu, in English and Spanish at once.
The cards carry join codes. The sheet carries nothing: names are written on it by hand, and never
enter the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from string import Template

from agencies.language import LANGUAGES, Phrase, phrase
from agencies.text import plain
from exercise.report.wording import exercise_marking
from exercise.views.wording import NOTICE

__all__ = ["Card", "cards_page", "sign_in_page"]

_ROWS = 30
"""Empty lines of the sign-in sheet."""


@dataclass(frozen=True, slots=True)
class Card:
    """A place at the table.

    Attributes:
        title: What it is called, by language.
        command: The command that takes it: join, control …
        code: Its join code.
    """

    title: Mapping[str, str]
    command: str
    code: str


def cards_page(
    title: Mapping[str, str],
    address: str,
    cards: Iterable[Card],
    *,
    ssh: tuple[str, str] | None = None,
    marking: str = "",
) -> str:
    """A page with a card for each place, to be cut apart.

    Args:
        title: The exercise's, by language.
        address: Where to join.
        cards: In the order in which they are printed.
        ssh: The command for those who have nothing installed, and the fingerprint it shows first.
        marking: The session's handling marking.
    """
    body = "\n".join(_card(title, address, card, ssh, marking) for card in cards)
    return _page(_both(title), f'<div class="cards">\n{body}\n</div>', marking)


def _card(
    title: Mapping[str, str],
    address: str,
    card: Card,
    ssh: tuple[str, str] | None,
    marking: str,
) -> str:
    typed = f"tabletop {card.command} {address} --code {card.code}"
    joins = [phrase("To join, write: {command}", command=typed)]
    if ssh is not None:
        joins.append(
            phrase(
                "With nothing installed, write: {command} – the password is the code; the first "
                "time, compare {fingerprint} and answer 'yes'.",
                command=ssh[0],
                fingerprint=ssh[1],
            )
        )
    return _CARD.substitute(
        marking=_safe(_marked(marking)),
        title=_safe(_both(title)),
        place=_safe(_both(card.title)),
        address=_safe(address),
        code=_safe(card.code),
        address_label=_label(phrase("Address")),
        code_label=_label(phrase("Code")),
        help=_paragraphs(*joins, *_help(card.command)),
        notice=_paragraphs(NOTICE),
    )


def _help(command: str) -> tuple[Phrase, Phrase]:
    keys = phrase(
        "The key ? shows what can be pressed. For lines instead of a screen add --plain and "
        "write 'help'."
    )
    match command:
        case "join":
            return (
                phrase(
                    "Read what comes in, tell those who must know, log what you decide and why."
                ),
                keys,
            )
        case "observe":
            return phrase("You see what the whole room may see."), keys
        case _:
            return phrase("Keep this code to yourself: it shows the script."), keys


def sign_in_page(title: Mapping[str, str], *, marking: str = "") -> str:
    """A page with empty lines for names, to be kept apart from the record.

    Args:
        title: The exercise's, by language.
        marking: The session's handling marking.
    """
    heads = (
        phrase("Name"),
        phrase("Organization"),
        phrase("Role in the exercise"),
        phrase("Signature"),
    )
    head = "".join(f"<th>{_label(one)}</th>" for one in heads)
    row = "<tr>" + "<td></td>" * len(heads) + "</tr>\n"
    about = _paragraphs(
        phrase("Date and place: ____________________"),
        phrase(
            "This sheet is kept apart from the record of the exercise, which knows desks and seats "
            "but no names. Destroy it when it is not needed any more."
        ),
    )
    table = f"<table><thead><tr>{head}</tr></thead>\n<tbody>{row * _ROWS}</tbody></table>"
    heading = f"<h1>{_safe(_both(title))}</h1>\n<h2>{_label(phrase('Sign-in sheet'))}</h2>"
    return _page(_both(title), f"{heading}\n{about}\n{table}", marking)


# -- Parts of a page -----------------------------------------------------------------------------


def _page(title: str, body: str, marking: str) -> str:
    return _PAGE.substitute(title=_safe(title), body=body, marking=_safe(_marked(marking)))


def _marked(marking: str) -> str:
    both = " · ".join(exercise_marking(language) for language in LANGUAGES)
    return f"{both} · {marking}" if marking else both


def _both(texts: Mapping[str, str]) -> str:
    """A text in both languages, once where they are the same."""
    fallback = texts.get("", next(iter(texts.values()), ""))
    return " / ".join(dict.fromkeys(texts.get(language, fallback) for language in LANGUAGES))


def _label(text: Phrase) -> str:
    return _safe(_both({language: text.into(language) for language in LANGUAGES}))


def _paragraphs(*texts: Phrase) -> str:
    return "\n".join(
        f'<p lang="{language}">{_safe(text.into(language))}</p>'
        for language in LANGUAGES
        for text in texts
    )


def _safe(text: str) -> str:
    return escape(plain(text), quote=True)


_PAGE = Template("""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>$title</title>
<style>
@page { margin: 12mm; }
body { font: 11pt/1.35 sans-serif; color: #000; background: #fff;
  margin: 0 auto; max-width: 190mm; }
.marking { text-align: center; font-weight: bold; letter-spacing: .05em; }
.card { border: 1px dashed #000; padding: 5mm; margin: 0 0 5mm; break-inside: avoid; }
.card h2 { margin: 2mm 0; font-size: 15pt; }
.card p { margin: 1mm 0; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 1mm 5mm; margin: 2mm 0; }
dt { font-weight: bold; }
dd { margin: 0; font-family: monospace; font-size: 13pt; overflow-wrap: anywhere; }
.notice { font-size: 9pt; border-top: 1px solid #000; margin-top: 2mm; padding-top: 1mm; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #000; text-align: left; padding: 1mm 2mm; }
td { height: 9mm; }
tr { break-inside: avoid; }
</style>
</head>
<body>
<p class="marking">$marking</p>
$body
<p class="marking">$marking</p>
</body>
</html>
""")

_CARD = Template("""\
<section class="card">
<p class="marking">$marking</p>
<p>$title</p>
<h2>$place</h2>
<dl><dt>$address_label</dt><dd>$address</dd><dt>$code_label</dt><dd>$code</dd></dl>
$help
<div class="notice">$notice</div>
</section>""")
