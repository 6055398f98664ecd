"""Invented names from many places."""

from collections.abc import Iterator
from random import Random

CULTURES: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("Amara", "Chidi", "Ngozi", "Emeka"), ("Okonjo", "Adeyami", "Nwosu", "Balewa")),
    (("Mei", "Jun", "Xiu", "Wei"), ("Zhao", "Liang", "Tang", "Fong")),
    (("Sofía", "Mateo", "Lucía", "Andrés"), ("Quiroga", "Maldonado", "Ibáñez", "Cárdenas")),
    (("Priya", "Arjun", "Kavya", "Rohan"), ("Nambiar", "Deshpande", "Banerjee", "Mehra")),
    (("Leila", "Karim", "Yasmin", "Omar"), ("Haddad", "Benali", "Nasser", "Khoury")),
    (("Ingrid", "Lars", "Solveig", "Mikkel"), ("Halvorsen", "Lindqvist", "Bjerke", "Ahlgren")),
    (("Aiko", "Haruto", "Yuna", "Ren"), ("Morita", "Kawaguchi", "Hoshino", "Sakamoto")),
    (("Zofia", "Jakub", "Hana", "Tomáš"), ("Wiśniak", "Nowicki", "Dvořáček", "Horák")),
    (("Aroha", "Tane", "Mele", "Sione"), ("Parata", "Ngata", "Tupou", "Faleolo")),
    (("Freya", "Callum", "Niamh", "Rhys"), ("Ashdown", "Macrae", "Gallagher", "Penhale")),
    (("Almaz", "Dawit", "Wanjiru", "Kiprono"), ("Tessema", "Bekele", "Kamau", "Cheruiyot")),
    (("Elif", "Emre", "Derya", "Kaan"), ("Yıldırım", "Aksoy", "Demirci", "Karaca")),
    (("Chiara", "Matteo", "Anouk", "Bastien"), ("Ferrante", "Moretti", "Delacroix", "Lemaire")),
    (("Thandi", "Sipho", "Naledi", "Kagiso"), ("Dlamini", "Khumalo", "Molefe", "Sithole")),
    (("Katharina", "Moritz", "Annika", "Jonas"), ("Hofstätter", "Brandl", "Lechner", "Wiesinger")),
)


def names(rng: Random) -> Iterator[str]:
    """Full names without end: each once until all are used, then with a middle letter."""
    pairs = [(given, family) for all_given, families in CULTURES for given in all_given for family in families]
    rng.shuffle(pairs)
    yield from (f"{given} {family}" for given, family in pairs)
    number = 0
    while True:
        letter = chr(ord("A") + number // len(pairs) % 26)
        given, family = pairs[number % len(pairs)]
        number += 1
        yield f"{given} {letter}. {family}"
