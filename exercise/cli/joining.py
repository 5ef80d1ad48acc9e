"""Taking part in a live session: ``join``, ``control``, ``evaluate``, ``observe`` and others."""

from __future__ import annotations

import click

from exercise.cli.output import language_option, told_plainly

__all__ = ["commands"]


def _joining(name: str, *, summary: str, several: bool = False) -> click.Command:
    @click.command(name, help=summary)
    @click.argument("address")
    @click.option(
        "--code",
        required=True,
        envvar="TABLETOP_CODE",
        multiple=several,
        help="The code on the card; once for each of several parallel tables."
        if several
        else "The code on the card.",
    )
    @click.option("--plain", is_flag=True, help="One line at a time, without a screen.")
    @click.option("--json", "as_json", is_flag=True, help="One JSON object a line, both ways.")
    @language_option
    @told_plainly
    def joining(
        address: str, code: str | tuple[str, ...], plain: bool, as_json: bool, lang: str
    ) -> None:
        from exercise.cli.attending import attend, attend_tables

        codes = (code,) if isinstance(code, str) else code
        if len(codes) > 1:
            attend_tables(address, codes, plain=plain, as_json=as_json, language=lang)
        else:
            attend(name, address, codes[0], plain=plain, as_json=as_json, language=lang)

    return joining


commands: tuple[click.Command, ...] = (
    _joining("join", summary="Sit down at a desk of the session at ADDRESS."),
    _joining(
        "control", summary="Steer the session at ADDRESS together with its host.", several=True
    ),
    _joining("simcell", summary="Speak for simulated agencies in the session at ADDRESS."),
    _joining("collect", summary="Code free text and enter what was said in the room."),
    _joining("evaluate", summary="Watch the session at ADDRESS and write down what you see."),
    _joining("observe", summary="Watch what the whole room may see of the session at ADDRESS."),
)
