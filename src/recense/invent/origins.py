"""Names of people whose families came from elsewhere, and spellings that capitals lose. Combined at random."""

from __future__ import annotations

FOREIGN: dict[str, dict[str, tuple[str, ...]]] = {
    "maghreb": {
        "surnames": (
            "Benali", "Bouzid", "Cherif", "El Amrani", "Ait Ouali", "Belkacem", "Haddad", "Mansouri", "Zeroual", "Khelifi",
            "Ben Salah", "El Khattabi", "Boumediene", "Slimani", "Touati", "Ouedraoui", "Messaoudi", "Lahlou", "Bensaïd",
            "Aït Hamou", "Ben Youssef", "El Hadj", "Boukhris", "Djebbari", "Ferhat", "Guerroudj", "Hamidou", "Kaddour",
        ),
        "M": ("Mohamed", "Ahmed", "Karim", "Youssef", "Abdelkader", "Abd El Krim", "Rachid", "Mehdi", "Ilyès", "Saïd"),
        "F": ("Fatima", "Khadija", "Leïla", "Nadia", "Zohra", "Fatima-Zahra", "Samira", "Yasmine", "Aïcha", "Malika"),
    },
    "portugal": {
        "surnames": (
            "da Silva", "Ferreira", "dos Santos", "Pereira", "de Oliveira", "Gonçalves", "Fernandes", "Rodrigues Lopes",
            "Teixeira", "Carvalho", "Marques da Costa", "Ribeiro", "Moreira", "Figueiredo", "Magalhães", "Conceição",
        ),
        "M": ("José", "Manuel", "António", "João", "Carlos", "Joaquim", "Rui", "Tiago"),
        "F": ("Maria", "Ana", "Fátima", "Conceição", "Lurdes", "Maria de Lurdes", "Inês", "Graça"),
    },
    "turkey": {
        "surnames": (
            "Yılmaz", "Kaya", "Demir", "Şahin", "Çelik", "Yıldız", "Öztürk", "Aydın", "Arslan", "Doğan", "Koç", "Kurt",
            "Özdemir", "Aslan", "Erdoğmuş", "Karataş",
        ),
        "M": ("Mehmet", "Mustafa", "Ali", "Hüseyin", "Emre", "Yusuf", "İbrahim", "Ömer"),
        "F": ("Fatma", "Ayşe", "Emine", "Zeynep", "Hatice", "Elif", "Gülsüm", "Meryem"),
    },
    "sub-saharan": {
        "surnames": (
            "Traoré", "Diallo", "Coulibaly", "Konaté", "N'Diaye", "M'Bappou", "Ouattara", "Camara", "Keïta", "Sow", "Ba",
            "N'Guessan", "Mbemba", "Nzambi", "Kouassi", "Diop", "Fofana", "Ngo Bikoï", "Sy", "Tchatchoua", "Ilunga wa Kasongo",
        ),
        "M": ("Mamadou", "Ousmane", "Ibrahima", "Moussa", "Jean-Bosco", "Kouamé", "Cheikh", "Dieudonné"),
        "F": ("Aminata", "Fatou", "Awa", "Mariam", "Grâce", "Binta", "Adjoua", "Merveille"),
    },
    "vietnam": {
        "surnames": ("Nguyen", "Tran", "Pham", "Le Van", "Hoang", "Vu", "Dang", "Ngo", "Nguyen Van", "Tran Thi", "Ly", "Do"),
        "M": ("Van Hung", "Minh", "Duc", "Thanh", "Quang", "Huu Phuoc", "Tuan"),
        "F": ("Thi Lan", "Thi Hoa", "Mai", "Linh", "Thi Thu Huong", "Ngoc", "Kim"),
    },
    "eastern europe": {
        "surnames": (
            "Kowalski", "Nowakowska", "Wiśniewski", "Popescu", "Ionescu", "Ivanova", "Petrović", "Horváth", "Szczepaniak",
            "Dąbrowski", "Łuczak", "Novotný", "Dvořák", "Müller", "Žukauskas", "Constantinescu", "Szymańska", "Vasilyeva",
        ),
        "M": ("Piotr", "Krzysztof", "Andrzej", "Ion", "Dragan", "Václav", "Zoltán", "Łukasz"),
        "F": ("Agnieszka", "Małgorzata", "Elena", "Olga", "Jadwiga", "Katarzyna", "Ioana", "Milena"),
    },
}

PARTICLES = ("de", "de la", "du", "des", "d'", "Le", "de Saint", "van", "van den", "von")

# Insee writes in capitals, mostly without accents: these are the usual spellings.
GIVEN_SPELLINGS: dict[str, str] = {
    "ANDRE": "André", "ANDREE": "Andrée", "RENE": "René", "RENEE": "Renée", "FRANCOIS": "François", "FRANCOISE": "Françoise",
    "JEROME": "Jérôme", "HELENE": "Hélène", "IRENE": "Irène", "GERARD": "Gérard", "STEPHANE": "Stéphane",
    "STEPHANIE": "Stéphanie", "SEBASTIEN": "Sébastien", "FREDERIC": "Frédéric", "VALERIE": "Valérie", "VERONIQUE": "Véronique",
    "CELINE": "Céline", "GREGORY": "Grégory", "BENEDICTE": "Bénédicte", "THERESE": "Thérèse", "GENEVIEVE": "Geneviève",
    "RAPHAEL": "Raphaël", "GAEL": "Gaël", "NOEL": "Noël", "NOELLE": "Noëlle", "JOEL": "Joël", "JOELLE": "Joëlle",
    "MICHELE": "Michèle", "DANIELE": "Danièle", "ELISABETH": "Élisabeth", "EMILIE": "Émilie", "ELODIE": "Élodie",
    "EDITH": "Édith", "EVELYNE": "Évelyne", "ERIC": "Éric", "ETIENNE": "Étienne", "LEA": "Léa", "LEO": "Léo", "CHLOE": "Chloé",
    "ZOE": "Zoé", "JEREMY": "Jérémy", "CLEMENT": "Clément", "CLEMENCE": "Clémence", "ANAIS": "Anaïs", "MAEL": "Maël",
    "MAELLE": "Maëlle", "LOIC": "Loïc", "MEDERIC": "Médéric", "REMI": "Rémi", "REMY": "Rémy", "DESIRE": "Désiré",
}
