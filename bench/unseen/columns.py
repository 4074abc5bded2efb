"""Columns that only the unseen family has: blood groups, terms, badges, plates, tickets, hosts."""

# fmt: off
from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recense.invent.cells import beside, care, work

if TYPE_CHECKING:
    from recense.invent.cells.context import TableContext


def member_number(context: TableContext) -> list[Any]:
    """Write numbers of members of a mutual insurance."""
    return [f"{context.rng.randrange(10**7, 10**8)}{context.rng.choice('ABCDEFH')}" for _ in context.people]


def plate(context: TableContext) -> list[Any]:
    """Write number plates."""
    rng, letters = context.rng, "ABCDEFGHJKLMNPQRSTVWXYZ"
    return [
        f"{rng.choice(letters)}{rng.choice(letters)}-{rng.randrange(1, 1000):03d}-{rng.choice(letters)}{rng.choice(letters)}" if rng.random() < 0.9 else None
        for _ in context.people
    ]


def badge(context: TableContext) -> list[Any]:
    """Write the numbers of badges."""
    return [f"{context.rng.randrange(16**8):08X}" for _ in context.people]


def birth_weight(context: TableContext) -> list[Any]:
    """Write weights at birth."""
    return [context.rng.randrange(1_450, 4_400, 5) for _ in context.people]


def term(context: TableContext) -> list[Any]:
    """Write terms, in weeks and days."""
    return [f"{context.rng.randrange(31, 42)} SA + {context.rng.randrange(7)} j" for _ in context.people]


def inclusion(context: TableContext) -> list[Any]:
    """Write the numbers of a study."""
    centre = context.rng.randrange(1, 60)
    return [f"{centre:02d}-{row:04d}" for row in range(1, len(context.people) + 1)]


def extension(context: TableContext) -> list[Any]:
    """Write extensions of the switchboard."""
    return [context.rng.randrange(2_000, 6_999) for _ in context.people]


def host(context: TableContext) -> list[Any]:
    """Name the member of staff who is visited."""
    return beside.professional(context, context.population.those("staff"), titled=False)


EXTRA_COLUMNS = {
    "blood_group": ("health", work.constant("A+", "O+", "B+", "AB+", "A-", "O-", "O RH1", "A RH-1")),
    "birth_weight": ("health", birth_weight),
    "term": ("health", term),
    "gir": ("health", work.constant("GIR 1", "GIR 2", "GIR 3", "GIR 4", "GIR 5")),
    "allergy": ("health", work.constant("pénicilline", "iode", "latex", "AINS", "arachide", "aucune connue", "sulfamides")),
    "fitness": ("health", work.constant("Apte", "Apte avec restriction port de charges", "Inapte temporaire", "Apte - aménagement de poste", "À revoir 3 mois")),
    "protection": ("other", work.constant("Curatelle renforcée", "Tutelle", "Curatelle simple", "Sauvegarde de justice", "Habilitation familiale")),
    "inclusion": (None, inclusion),
    "visit": ("stay", care.arrival),
    "insurer": ("other", work.constant("MNH", "HARMONIE MUT.", "AESIO", "MGEN", "PRO BTP", "C2S", "MACIF SANTE", "MUTUALIA", "AG2R")),
    "member_number": ("other", member_number),
    "badge": (None, badge),
    "plate": ("other", plate),
    "door": (None, work.constant("Hall principal", "Pharmacie PUI", "Bloc - sas", "Parking P3", "Serveurs DSI", "Vestiaires -1")),
    "extension": ("contact", extension),
    "ticket": (None, work.constant("imprimante bourrage bureau 12", "session verrouillée", "écran noir au démarrage", "accès dossier partagé", "scanner HS", "lenteur messagerie", "certificat CPS expiré", "installer Acrobat")),
    "promotion": ("staff", work.constant("2021-2024", "1A", "2A", "3A", "L2", "AS 2022")),
    "grievance": (None, work.constant("Délai d'attente", "Facturation", "Accueil", "Perte d'effets", "Restauration", "Stationnement", "Bruit")),
    "hours": ("staff", work.constant(3, 7, 7.5, 12, 14, 21)),
    "quota": (None, work.constant(1, 2, 3, 4, 5)),
    "event_day": (None, work.other_date),
    "vaccine": ("health", work.constant("COMIRNATY bivalent", "SPIKEVAX D3", "NUVAXOVID", "VAXIGRIPTETRA", "EFLUELDA", "BOOSTRIX TETRA", "INFANRIX HEXA", "PREVENAR 13", "ENGERIX B20", "BCG AJ Vaccines", "GARDASIL 9")),
    "imaging": ("health", work.constant("Scanner TAP injecté", "IRM encéphalique", "IRM genou G", "Rx thorax F", "Rx bassin", "Écho abdominale", "Écho-Doppler TSA", "Mammographie bilat.", "TDM sinus", "Panoramique dentaire")),
    "session": ("health", work.constant("HD conventionnelle", "HDF on line", "HD - FAV", "HD - KT jugulaire", "Autodialyse")),
    "purpose": (None, work.constant("livraison", "maintenance ascenseur", "rendez-vous DRH", "démonstration matériel", "audit", "travaux", "visite commission sécurité")),
    "host": (None, host),
    "course": ("staff", work.constant("AFGSU 2", "Gestes et postures", "Incendie 1/2 journée", "Excel perfectionnement", "Bientraitance", "Certibiocide")),
}
