"""Who each name is to the hospital: its patient, its staff, or somebody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from recense.detect.names import fold
from recense.detect.text.addresses import PUBLIC_MAIL
from recense.detect.text.kin import RELATIVE_AFTER, RELATIVE_BEFORE
from recense.detect.text.tokens import JOB_TITLES
from recense.detect.text.vocabulary import JOBS, NOT_IN_JOB
from recense.model import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recense.detect.text.layout import Layout
    from recense.detect.text.spans import NameSpan

_PATIENT = re.compile(
    r"\b(?:patiente?|concerne|concernant|objet|votre patiente?|malade|hospitalis[ée]e?|b[ée]n[ée]ficiaire"
    r"|re[çc]u(?:e)? (?:ce jour|en consultation)|vu(?:e)? (?:ce jour|en consultation)"
    r"|soussign[ée].{0,60}certifie.{0,60}|certifie (?:avoir|que).{0,50}|convoqu\w+|dossier de|sort de|entr[ée]e de"
    r"|prise en charge de|suivi de|[ée]tat de sant[ée] de|naissance de)\W{0,3}(?:\w+\s){0,3}$",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:m[ée]decin(?:[- ]traitant)?(?: est)?(?: le)?|adress[ée]e?s? par(?: son| le)?|confr[èe]re|de ville"
    r"|correspondant|[àa] l['’]attention (?:de|du)|copies?(?: [àa]| au| pour)?|cc|destinataires?|traitant|cher"
    r"|ch[èe]re|ami)\W{0,3}(?:\w+\s){0,2}$",
    re.IGNORECASE,
)
_BY_STAFF = re.compile(
    r"\b(?:entretien avec|par|aupr[èe]s de|contacter|joindre|s['’]adresser [àa]|remplac\w+ (?:par|de)"
    r"|affaire suivie par|dossier suivi par)\W{0,3}$",
    re.IGNORECASE,
)
_HOSPITAL_MAIL = re.compile(
    r"@(?:[\w-]+\.)*(?:ch[ur]?|chi|ghr?t?|aphp|ap-h[pm]|hopital|hopitaux|hosp\w*|epsm|eps|clinique|sante"
    r"|hcl)[\w.-]*\.[a-z]{2,}",
    re.IGNORECASE,
)
_ABOUT_ME = re.compile(
    r"\b(?:mon|ma|mes) (?:rendez-vous|rdv|dossier|hospitalisation|op[ée]ration|traitement|intervention|consultation"
    r"|carte vitale|examens?|r[ée]sultats?|s[ée]jour)",
    re.IGNORECASE,
)
_PATIENT_WORDS = re.compile(
    r"\b(?:patiente?s?|hospitalis\w+|chambres?|ipp|consultations?|sorties?|admissions?|traitement|ant[ée]c[ée]dents"
    r"|n[ée]e? le|ordonnance|s[ée]jour|lit|entr[ée]es?|rendez-vous|rdv|diagnostic|convocation|op[ée]r[ée]e?"
    r"|r[ée]sidente?s?|soins|transfert|urgences)\b",
    re.IGNORECASE,
)
_STAFF_WORDS = re.compile(
    r"\b(?:agents?|salari[ée]e?s?|cong[ée]s?|formation|entretien (?:annuel|professionnel)|paie|matricule|recrutement"
    r"|r[ée]union|ordre du jour|habilitation|planning|coll[èe]gues?|contrat|cdd|cdi|embauche|mutation|grade"
    r"|[ée]chelon|rh|astreintes?|garde|projet|prestataire|comit[ée]|logiciel|serveur|utilisateurs?|mot de passe|login"
    r"|devis|facture|livraison|ressources humaines|temps partiel|r[ée]mun[ée]ration|affectation|titularis\w+"
    r"|avancement|fiche de poste|heures suppl\w+|indemnit[ée]s?|prime|sup[ée]rieur hi[ée]rarchique|supervision"
    r"|stagiaires?|dipl[ôo]me|candidature)\b",
    re.IGNORECASE,
)


_PERSONNEL_OFFICE = re.compile(
    r"ressources humaines|\bDRH\b|\bRH\b|direction du personnel|bureau du personnel|bulletin de (?:paie|salaire)",
    re.IGNORECASE,
)


_DIRECTORY = re.compile(  # whose lines are the people of the house
    r"\b(?:annuaire|r[ée]pertoire|num[ée]ros? (?:internes?|de postes?|utiles?)|liste t[ée]l[ée]phonique|postes internes"
    r"|(?:tableau|liste|tour)s? (?:des |de |d['’])(?:astreintes?|gardes?|permanences?|personnels?|agents|m[ée]decins))\b",
    re.IGNORECASE,
)
_EXTENSION = re.compile(r"[^\W\d_]{3}[^\d:]{0,40}[ .\t:]\d{4,5}\s*$")
_DATED = re.compile(r"\d[/.-]\d\d?[/.-]\d\d|\b(?:19|20)\d\d\b")


def _is_directory(words: Sequence[str], care: int) -> bool:
    """Say whether a text is a directory of the house, by its title, or by extension numbers at the ends of its lines."""
    said = [line for line in words[:200] if line.strip()]
    if care > 1:
        return False
    if any(len(line) < 90 and _DIRECTORY.search(line) for line in said[:2]):
        return True
    extensions = sum(_EXTENSION.search(line) is not None for line in said)
    return not care and extensions >= 4 and extensions >= 0.7 * len(said) and not any(map(_DATED.search, said))


_SETTING = re.compile(r"\s*(?:\[[\w .:@-]+\]\s*$|[\w.-]{1,40}\s?=|[#;])")


def _are_settings(words: Sequence[str]) -> bool:
    """Say whether lines are a program's settings, `name = value`: people in them are those who run it, never patients."""
    said = [line for line in words[:600] if line.strip()]
    return sum("=" in line for line in said) >= 3 and sum(map(bool, map(_SETTING.match, said))) >= 0.8 * len(said)


def role_words(words: Sequence[str]) -> tuple[int, int]:
    """Count the words of the part that speak of care, and those that speak of working life."""
    text = "\n".join(words[:600])
    care, work = len(_PATIENT_WORDS.findall(text)), len(_STAFF_WORDS.findall(text))
    office = _PERSONNEL_OFFICE.search(text[:600]) is not None or (not care and _are_settings(words))
    return care, work + 3 * (office or _is_directory(words, care))


Verdict = tuple[Role, str | None, str]  # the role, the job or `relative`, the reason


def role_of(span: NameSpan, words: Sequence[str], layout: Layout, default: Role) -> Verdict:
    """Return the role of a name, its job or `relative`, and the reason."""
    line = words[span.line]
    before, after = line[: span.start], line[span.end :]
    lead = _without_titles(before)[-80:]
    if span.role == "relative" or RELATIVE_BEFORE.search(lead) or RELATIVE_AFTER.match(after):
        return Role.OTHER, "relative", "a relative"
    job = _job(span, words, before, after)
    said = _said_by_title(span, words, layout, lead, job)
    if said is None and layout.mail_header[span.line] and span.read.identity not in {"staff", "other"}:
        role = _mail_role(after[:80] or line, words)
        return role, job, "a mail header"
    return said or _said_around(span, lead, layout, job, default) or _said_by_place(span, words, layout, default)


def _said_by_title(span: NameSpan, words: Sequence[str], layout: Layout, lead: str, job: str | None) -> Verdict | None:
    """Read the role from a label or a title."""
    if span.role == "outside":
        return Role.OTHER, job, "an outside correspondent"
    if span.is_doctor:
        return _doctor(span, words, layout, lead, job)
    if JOB_TITLES & set(span.titles):
        return Role.STAFF, job or next(t for t in span.titles if t in JOB_TITLES), "a job before the name"
    if span.role in {"staff", "patient"}:
        return Role(span.role), job, "a label"
    if _LAWYER.search(words[span.line][: span.start]):
        return Role.OTHER, None, "a lawyer's title"
    return None


def _said_around(span: NameSpan, lead: str, layout: Layout, job: str | None, default: Role) -> Verdict | None:
    """Read the role from the words around the name."""
    if span.cue == "label":
        return default, job, "the subject of a form"
    if job:
        return Role.STAFF, job, "a job beside the name"
    if _BY_STAFF.search(lead):
        return Role.STAFF, None, "somebody who acts for the hospital"
    if layout.attendance[span.line]:
        return Role.STAFF, None, "a list of attendance"
    if _PATIENT.search(lead):
        return Role.PATIENT, None, "announced as a patient"
    return None


def _said_by_place(span: NameSpan, words: Sequence[str], layout: Layout, default: Role) -> Verdict:
    """Read the role from where the name stands, or from the lists that know it."""
    known = span.read.identity
    if layout.signature[span.line]:
        return _signature_role(span, words, layout), None, "a signature"
    if known in {"staff", "other"}:
        return Role(known), None, "known in a list"
    if known == "patient" and default != Role.STAFF:
        return Role.PATIENT, None, "known in a list"
    return default, None, "no sign of another role"


_LAWYER = re.compile(r"\b(?:Ma[iî]tre|Me)\W{0,2}$")


def _without_titles(before: str) -> str:
    return re.sub(
        r"(?:\b(?:M|Mr|MR|Mme|MME|Mlle|Mmes|Monsieur|Madame|MONSIEUR|MADAME|Mademoiselle|Dr|DR|Docteur|DOCTEUR|Pr"
        r"|Professeur)\b\.?\s*(?:(?:le|la|et)\s+)?)+$",
        "",
        before,
    )


def _doctor(span: NameSpan, words: Sequence[str], layout: Layout, lead: str, job: str | None) -> Verdict:
    if layout.mail_header[span.line]:
        return _mail_role(words[span.line][span.end :], words), job, "a doctor in a mail header"
    if layout.signature[span.line]:
        return Role.STAFF, job, "a doctor who signs"
    if span.role == "staff":
        return Role.STAFF, job, "a doctor after a label"
    if _OUTSIDE.search(lead):
        return Role.OTHER, job, "an outside doctor"
    if layout.before_greeting(span.line) and _is_addressee(span.line, words, layout):
        return Role.OTHER, job, "the doctor whom the letter goes to"
    return Role.STAFF, job, "a doctor"


_STREET_LINE = re.compile(
    r"\b\d{5}\s+[A-ZÀ-Þ]|\b\d{1,4}\W{0,2}(?:bis|ter)?\s*,?\s(?:rue|avenue|av|bd|boulevard|place|all[ée]e|chemin|route"
    r"|impasse|quai|cours|square)\b",
    re.IGNORECASE,
)
_HOUSE = re.compile(
    r"\b(?:service|h[ôo]pital|hospitalier|chef|praticien|p[ôo]le|clinique|secr[ée]tariat|CHU?)\b", re.IGNORECASE
)


def _is_addressee(line: int, words: Sequence[str], layout: Layout) -> bool:
    """Say whether an address follows the name in its block, and nothing of the hospital."""
    below = []
    for number in range(line + 1, min(line + 5, len(words))):
        if layout.block[number] != layout.block[line]:
            break
        below.append(words[number])
    return any(_STREET_LINE.search(w) for w in below) and not any(_HOUSE.search(w) for w in below[:2])


def _mail_role(after: str, words: Sequence[str]) -> Role:
    if _HOSPITAL_MAIL.search(after):
        return Role.STAFF
    if PUBLIC_MAIL.search(after):
        return Role.PATIENT if any(_ABOUT_ME.search(w) for w in words) else Role.OTHER
    return Role.OTHER if "@" in after else Role.STAFF


def _signature_role(span: NameSpan, words: Sequence[str], layout: Layout) -> Role:
    near = " ".join(words[max(0, span.line - 1) : span.line + 6])
    if any(_ABOUT_ME.search(w) for w in words) and not _HOSPITAL_MAIL.search(near):
        return Role.PATIENT
    if layout.is_mail and "@" in near and not _HOSPITAL_MAIL.search(near):
        return Role.OTHER
    return Role.STAFF


def _job(span: NameSpan, words: Sequence[str], before: str, after: str) -> str | None:
    """Return the job written beside the name: after it, just before it, or alone on the next line."""
    lead = re.match(r"^[\s,(\-–:;/]{1,5}", after)
    if lead and (job := _job_at(after[lead.end() :])):
        return job
    if job := _job_before(_without_titles(before)):
        return job
    below = words[span.line + 1].strip() if span.line + 1 < len(words) else ""
    if not after.strip(" ,.") and len(before.strip()) < 20 and len(below) < 80:
        return _job_at(below)
    return None


_OFFICE_LINE = re.compile(
    r"(?:service|secr[ée]tariat|p[ôo]le|unit[ée]|direction|d[ée]partement|cellule)\b", re.IGNORECASE
)
_TWO_WORDS = re.compile(r"\s*[A-ZÀ-Þ][\w'’\-]+(?: (?:d[eu] |le |la |van )?[A-ZÀ-Þ][\w'’\-]+){1,2}[ ,]*")


def signs_alone(words: Sequence[str], layout: Layout, line: int) -> bool:
    """Say whether the line is a signature: two or three words in capital, nothing else, and a job or an office below."""
    if not layout.signature[line] or not _TWO_WORDS.fullmatch(words[line]):
        return False
    below = next((w.strip() for w in words[line + 1 : line + 3] if w.strip()), "")
    return _OFFICE_LINE.match(below) is not None or _job_at(below) is not None


def _job_before(lead: str) -> str | None:
    """Return the job that ends just before the name: "l'assistante sociale, Myriam ROUSSELOT"."""
    clause = re.split(r"[.;!?\n()]", lead[-60:])[-1].strip(" ,:-–")
    words = re.findall(r"[^\W\d_](?:[\w\-])*", clause)
    for at in range(len(words) - 1, max(-1, len(words) - 5), -1):
        key = fold(words[at])
        if key in NOT_IN_JOB:
            return None
        if key in JOBS and (len(key) > 3 or words[at].isupper()):
            return " ".join(words[at:])
    return None


def _job_at(text: str) -> str | None:
    found = re.match(
        r"(?:(?:le|la|l['’]|votre|notre)\s?)?([\w\-éèêÉÈôÔ]{2,})(?:[ ][\wéèêÉÈôÔ'’\-]+){0,4}", text, re.IGNORECASE
    )
    if not found or fold(found.group(1)) not in JOBS:
        return None
    if len(found.group(1)) < 4 and not found.group(1).isupper():
        return None
    return re.split(r"[,;.()]|\s-\s|\s(?:T[ée]l|et|qui|le|du \d)\b", found.group())[0].strip()
