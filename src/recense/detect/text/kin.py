"""Words around a name that say that somebody is meant: a relative, somebody to call, who signs, whose file it is."""

from __future__ import annotations

import re

_KIN = (
    r"(?:petite?s?[- ]|belle[- ]|beau[- ]|ex[- ]|demi[- ])?(?:fille|fils|[ée]pou(?:x|se)|mari|femme|m[èe]re|p[èe]re|maman|papa"
    r"|s(?:oe|œ)ur|fr[èe]re|compagne|compagnon|conjointe?|concubine?|ni[èe]ce|neveu|tante|oncle|cousine?|voisine?|amie?"
    r"|tut(?:eur|rice)|curat(?:eur|rice)|mandataire|aidante?|marraine|parrain)"
)
_DETERMINED = (
    rf"\b(?:sa|son|leur|la|le|l['’]|votre|une?|ses)\s{{0,2}}(?:{_KIN}|famille)\b"
    r"|\bfamille\b(?: pr[ée]venue| contact[ée]e)?|\bpersonne (?:de confiance|[àa] pr[ée]venir|[àa] contacter)"
    r"|\brepr[ée]sentante? l[ée]gale?|\btut(?:eur|rice|elle)|\bcurat(?:eur|rice|elle)"
    r"|\bp[èe]re|\bm[èe]re|\bconjointe?|\b[ée]pou(?:x|se) de"
)
# Without "sa" or "son", the word must stand at the name: "ctt fils Yohann LEQUETTE"; "femme" and "ami" say too little.
_BARE = (
    r"\b(?:petite?s?[- ]|belle[- ]|beau[- ]|ex[- ])?(?:fille|fils|[ée]pou(?:x|se)|mari|maman|papa|s(?:oe|œ)ur|fr[èe]re"
    r"|compagne|compagnon|concubine?|ni[èe]ce|neveu|tante|oncle|cousine?|voisine?|mandataire|aidante?)"
)
RELATIVE_BEFORE = re.compile(
    rf"(?:{_DETERMINED})[\s:,(\-]{{0,4}}(?:\w+\s){{0,2}}$|(?:{_BARE})\s?[:=,(-]?\s{{0,3}}$", re.IGNORECASE
)
RELATIVE_AFTER = re.compile(rf"^[\s,]{{0,2}}[(\-–,:]?\s?(?:sa|son)?\s?{_KIN}\b", re.IGNORECASE)
# A relative who is not named stands between: what follows is theirs.
RELATIVE_BETWEEN = re.compile(rf"\b(?:sa|son|ses|leur|un|une)\s{_KIN}\b", re.IGNORECASE)
CALLED_BEFORE = re.compile(
    r"\b(?:pr[ée]v(?:enir|enue?|\.)|(?:r[ea]p+|ap+)el(?:er|[ée]e?)|contact(?:er|[ée]e?)?|joindre|av(?:ertir|iser)|ctt?\.?"
    r"|confiance|PC|PDC|PAP|r[ée]f[ée]rente?)\s?[:=]?\s{0,3}$",
    re.IGNORECASE,
)
PHONE_AFTER = re.compile(
    r"^[\s,:(\-–]{0,4}(?:(?:au|aux?|t[ée]l|port|mob)\w{0,6}\.?\s?:?\s?)?"
    r"(?:\+33|0)\s?(?:(?P<mobile>[67])|[1-589])(?:[ .\-]?\d\d){4}"
)
ACTED_BEFORE = re.compile(
    r"\b(?:valid|sign|dict|saisi|r[ée]dig|relu|frapp|imprim|[ée]dit|r[ée]alis|prescri|administr|appel|re[çc]u|demand|d[ée]clar|cr[ée])\w*"
    r"(?:\s\w+ment)?\spar\s?:?\s?$",
    re.IGNORECASE,
)
PATIENT_BEFORE = re.compile(
    r"\b(?:patient(?:e|\(e\))?|dossier|r[ée]sident(?:e|\(e\))?|malade|usager|b[ée]n[ée]ficiaire|r[ée]sultats? (?:de|pour)"
    r"|concern(?:e|ant)|convocation (?:de|pour)|examens? (?:de|pour)|rdv (?:de|pour)"
    r"|transfert de|entr[ée]e de|sortie de)\s?:?\s{0,2}$",
    re.IGNORECASE,
)
