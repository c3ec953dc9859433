"""Names and towns from which the demo shop's customers are put together.

Towns and the shape of their postal codes are real, so that address forms accept them; people, streets and
house numbers are invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Town:
    """`code` is the start of a postal code; each '#' becomes a digit and each '@' a letter."""

    name: str
    code: str
    region: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """`share` is how many of a hundred customers live here; `street` shows where number and name go."""

    code: str
    share: int
    locale: str
    street: str
    towns: tuple[Town, ...]
    streets: tuple[str, ...]
    given: tuple[str, ...]
    family: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


def _streets(text: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in text.split(","))


def _towns(text: str) -> tuple[Town, ...]:
    return tuple(Town(*(part.strip() for part in row.split("|"))) for row in text.split(","))


COUNTRIES = (
    Country(
        "DE",
        46,
        "de",
        "{street} {number}",
        _towns(
            "Berlin|10###, Hamburg|20###, München|80###, Köln|50###, Leipzig|041##, Dresden|010##, Freiburg|791##, "
            "Bremen|281##, Kassel|341##, Nürnberg|904##, Münster|481##, Jena|077##, Göttingen|370##, Stuttgart|701##"
        ),
        _streets(
            "Lindenhof, Am Kirschgarten, Färbergasse, Weidenweg, Mühlenstieg, Kranichstraße, Töpferweg, Am Alten Hafen, "
            "Holunderweg, Uhrmachergasse, Sonnenhang, Rosmarinweg, Bäckersteig, Amselgrund"
        ),
        _words(
            "Anna Lukas Mia Jonas Emma Felix Hannah Paul Leonie Moritz Clara Anton Ida Elias Greta Jakob Frieda Oskar "
            "Merle Till Yasemin Emre Aylin Katarzyna Milan Thuy Amara Henrik Svenja Matthias Ulrike Birgit Rainer Heike"
        ),
        _words(
            "Brandtner Hollenbeck Wiesner Kestner Lindqvist Aydemir Rautenberg Sommerfeld Tillmann Voss Hagedorn Petrow "
            "Yildirimoglu Nowatzki Ebersbach Falkner Grunewald Immenhof Jessen Krahmer Mohnhaupt Ostwald Pfahl Quandt Reuschel"
        ),
    ),
    Country(
        "AT",
        12,
        "de",
        "{street} {number}",
        _towns("Wien|10#0, Wien|11#0, Graz|80##, Linz|40##, Salzburg|50##, Innsbruck|60##, Klagenfurt|90##, Bregenz|69##"),
        _streets("Marillengasse, Am Steinfeld, Schmiedgasse, Hollerweg, Lerchenzeile, Almblick, Weberzeile, Nussallee"),
        _words("Johanna Maximilian Valentina David Magdalena Florian Theresa Lorenz Marlene Stefan Ines Dragana Goran"),
        _words("Hinteregger Moosbrugger Steinlechner Obermayr Kogelnig Pichlmann Zauner Wallnöfer Bachleitner Novakovic"),
    ),
    Country(
        "FR",
        12,
        "fr",
        "{number} {street}",
        _towns(
            "Paris|750##, Lyon|6900#, Nantes|44000, Lille|59000, Bordeaux|33000, Toulouse|31000, Rennes|35000, "
            "Strasbourg|67000, Annecy|74000"
        ),
        _streets(
            "rue des Tilleuls, rue du Vieux Lavoir, allée des Cerisiers, rue des Potiers, chemin des Vignes, "
            "rue de la Cordelle, impasse du Moulin, place aux Herbes"
        ),
        _words("Camille Théo Manon Hugo Inès Louis Chloé Mathis Awa Rémi Élodie Baptiste Nadia Karim Sylvie Gérard"),
        _words("Delvaux Marchandeau Roussillon Benhaddou Tessandier Lemarquis Courvoisy Diallonge Garrigou Pelletan Vauquelin"),
    ),
    Country(
        "NL",
        10,
        "nl",
        "{street} {number}",
        _towns(
            "Amsterdam|10## @@, Utrecht|35## @@, Rotterdam|30## @@, Groningen|97## @@, Haarlem|20## @@, Leiden|23## @@, Nijmegen|65## @@"
        ),
        _streets("Wilgenlaan, Molenpad, Zilverschoonstraat, Oude Kade, Pottenbakkerspad, Lijsterhof, Tuinderij, Veerdam"),
        _words("Sanne Daan Fleur Bram Lotte Sem Roos Jesse Noor Thijs Marijke Youssef Saskia Wouter"),
        _words("Terhorst Boogaerdt Vermeulink Zandstra Kuipersma Hoekveld Amrani Dijkgraafland Wielenga Overduin"),
    ),
    Country(
        "GB",
        10,
        "en",
        "{number} {street}",
        _towns(
            "London|E8 #@@, Bristol|BS6 #@@, Edinburgh|EH6 #@@, Leeds|LS6 #@@, Brighton|BN1 #@@, Sheffield|S7 #@@, "
            "Cardiff|CF5 #@@, Norwich|NR2 #@@"
        ),
        _streets("Orchard Rise, Ropewalk Lane, Tannery Row, Larkfield Road, Old Quay Street, Quince Close, Weavers Yard, Mill Race"),
        _words("Olivia Harry Amelia George Isla Arthur Priya Rohan Niamh Callum Zainab Ewan Beth Gareth Folasade"),
        _words("Ashdown Penhallow Thackray Okonjo-Reed Marwood Hathersage Birtwhistle Chaudhuri Lockerby Pennyfeather"),
    ),
    Country(
        "US",
        10,
        "en",
        "{number} {street}",
        _towns(
            "Portland|972##|OR, Brooklyn|112##|NY, Chicago|606##|IL, Seattle|981##|WA, Austin|787##|TX, Boston|021##|MA, "
            "Minneapolis|554##|MN, Denver|802##|CO, Burlington|0540#|VT"
        ),
        _streets(
            "Juniper Street, Harvest Lane, Old Mill Road, Sycamore Bend, Lantern Hill Road, Creekside Avenue, Foundry Street, Wren Court"
        ),
        _words("Emily Noah Sophia Liam Ava Ethan Maya Daniel Grace Marcus Lucia Diego Hana Tyrone Rebecca Walter"),
        _words("Fairbairn Castellanos Whitlock Nakamori Delacroix-Hale Abernethy Kowalczuk Trujano Sheffer Brightwater Lindgrove"),
    ),
)
