"""An edit that was made in one language only mostly shows."""

from __future__ import annotations

import pytest

from agencies.translations import drifted


@pytest.mark.parametrize(
    ("english", "spanish"),
    [
        ("Back at 6 p.m.", "De vuelta a las 18:00"),
        ("At 06:30 all went dark.", "A las 6.30 h se apagó todo."),
        ("Doors open at 8:00", "Se abre a las 8 h"),
        ("1,200 boxes, 2.5 km of lorries", "1.200 contenedores y 2,5 km de camiones"),
        ("12 000 tonnes", "12,000 toneladas"),
        ("Eighteen containers, 3 of them burning", "18 contenedores, 3 de ellos ardiendo"),
        ("On 6 July 2027 at T+00:20", "El 6 de julio de 2027, en T+00:20"),
        ("The 1st of 3", "El 1.º de 3"),
        ("Yes.", "Que sí, hombre, ya se lo dije."),
    ],
)
def test_good_translations_are_left_alone(english, spanish):
    assert drifted(english, spanish, "en", "es") is None


@pytest.mark.parametrize(
    ("english", "spanish", "told"),
    [
        ("Back at 18:00", "De vuelta a las 20:00", "en says 18:00 where es says 20:00"),
        ("Pay within 72 hours", "Paguen en 48 horas", "en says 72 where es says 48"),
        ("1,200 boxes", "1.300 contenedores", "en says 1,200 where es says 1.300"),
        ("Back at 6 a.m.", "De vuelta a las 18:00", "en says 6 a.m where es says 18:00"),
        ("A" * 90, "A" * 30, "en has 90 characters and es 30"),
    ],
)
def test_what_was_changed_in_one_language_is_told(english, spanish, told):
    assert told in str(drifted(english, spanish, "en", "es"))
