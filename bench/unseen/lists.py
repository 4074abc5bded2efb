"""The lists of the unseen family: what each holds, how it is called and where it lies."""

# fmt: off
from __future__ import annotations

from recense.invent.family import TableKind

_OFFICE = ("xlsx", "xlsx", "xls", "ods", "csv", "pdf", "docx", "html", "tsv")

TABLES = (
    # the administration of patients
    TableKind(
        "movements",
        ("sector?.7", "stay", "ipp?.5", "names", "birth_date", "sex?.6", "arrival", "time?.2", "mode?.4", "discharge?.5", "destination?.3", "postcode?.25", "practitioner?.06"),
        ("MVT_{year}{month}{day}", "extract mouvements UF {number}", "Présents au {day}-{month}-{year}", "GAP_sejours_{year}", "hospit {month_name}"),
        ("Facturation-Admissions/Editions GAP", "Partage_Public/Cadres de santé", "U/BACKUP/Poste AGE-07/Bureau", "Data/EXPORT_BO"),
        share=8, weight=1.5, titles=("MOUVEMENTS DU {date}", "État des présents – {sector}", "Requête BO : séjours {year}"),
    ),
    TableKind(
        "diary",
        ("practitioner?.1", "appointment", "names", "birth_date?.93", "age?.1", "phone?.6", "landline?.25", "email?.15", "act?.35", "sector?.6", "insurer?.1", "status?.2", "remark?.25"),
        ("Cs {month_name} {year}", "agenda_externe_{year}{month}", "RDV semaine {number}", "vacations {sector}", "export doct {number}"),
        ("Consultations externes/Agendas", "Secrétariat médical/Pôle B", "Partage_Public/RDV"),
        share=6, weight=1.2, titles=("Vacation du {date}", "PLANNING {sector}", "Consultations {site} / {year}"),
    ),
    TableKind(
        "rejects",
        ("names", "nir", "birth_date?.88", "stay", "arrival?.8", "discharge?.5", "insurer?.5", "member_number?.25", "amount", "status?.4", "iban?.1", "remark?.2"),
        ("RETOURS NOEMIE {month}-{year}", "rejets AMO-AMC {number}", "AR_{year}{month}", "ASAP non soldés {year}", "contentieux_tresorerie_{number}"),
        ("Facturation-Admissions/Rejets", "TRESORERIE/Hélios", "Finances/Recettes"),
        kind="finance|list", share=5, weight=1.0, titles=("Rejets à retraiter", "Avis des sommes à payer – exercice {year}"),
    ),
    TableKind(
        "labels", ("title?.6", "names", "street", "postcode", "city"), ("ETIQ_{number}", "Publipost voeux {year}", "étiquettes {sector}"), ("Com/Fusion", "Secrétariat médical/Etiquettes"),
        share=1.5, weight=0.4, formats=("xlsx", "docx", "xls", "ods", "csv", "pdf"), titles=("",),
    ),
    TableKind(
        "survey", ("ipp?.4", "title?.3", "names", "birth_date?.88", "email", "phone?.4", "postcode?.5", "city?.5", "arrival?.3"),
        ("e-Satis_{year}{month}", "panel enquête {number}", "mailing RGPD {year}"), ("Qualité-GDR/eSatis", "Com/Campagnes"), share=2, weight=1.0, titles=("Fichier e-Satis – envoi du {date}",),
    ),
    TableKind(
        "identity base",
        ("ipp", "birth", "used", "given", "birth_date", "sex", "birth_place?.7", "nir?.65", "official_id?.2", "street?.4", "postcode?.4", "city?.4", "landline?.3", "phone?.5", "email?.3", "typed_on?.3", "typed_by?.15"),
        ("PAT_{number}", "fusion_IPP_{year}", "INS non qualifiées {month_name}", "t_individu_{number}", "DOUBLONS {site}"),
        ("CIV/Doublons", "DSIO/Requêtes SQL", "DSIO/Reprise de données", "Data/EXPORT_BO"), share=3, weight=2.0, titles=("Identités provisoires", "Individus – extraction du {date}"),
    ),
    TableKind(
        "archives", ("serial", "ipp?.7", "names", "birth_date", "sector_code?.5", "arrival?.5", "done?.3", "remark?.2"),
        ("bordereau élimination {year}", "archives_boite_{number}", "dossiers sortis {month_name}"), ("Archives médicales", "Archives médicales/Versements"), share=2.5, weight=0.8,
        titles=("BORDEREAU DE VERSEMENT", "Dossiers demandés le {date}"),
    ),
    TableKind(
        "reminders", ("phone", "names", "birth_date?.85", "appointment", "sector?.7", "status"), ("SMS_{year}{month}{day}", "rappels_rdv_{number}"), ("DSIO/Passerelle SMS",),
        share=2, weight=0.9, titles=("Journal des rappels",),
    ),
    TableKind(
        "insurance", ("names", "birth_date", "nir", "insurer", "member_number", "typed_on?.4", "street?.3", "postcode?.3", "city?.3"), ("mutuelles {year}", "CDR_{number}", "PEC mutuelle {month_name}"),
        ("Facturation-Admissions/Mutuelles",), kind="list|finance", share=2, weight=0.8, titles=("Prises en charge demandées",),
    ),
    TableKind(
        "safe", ("number?.5", "names", "birth_date?.93", "sector", "arrival", "remark", "blank?.4"), ("dépôts coffre {year}", "INVENTAIRE EFFETS {number}"), ("Régie des dépôts",), share=1, weight=0.25,
        titles=("Registre des dépôts – {site}",),
    ),
    # care
    TableKind(
        "emergencies", ("arrival", "time", "ipp?.4", "names", "birth_date?.97", "sex?.5", "mode", "diagnosis?.6", "family_doctor?.08", "destination?.4"),
        ("main courante {month_name} {year}", "RPU_{year}{month}", "passages SAU {number}"), ("SAU/Registre", "SAU/RPU", "U/BACKUP/Poste SAU-02"), kind="list|patient_record", share=5, weight=1.3,
        titles=("Registre chronologique continu", "Passages aux urgences du {date}"),
    ),
    TableKind(
        "theatre", ("arrival", "room?.4", "time?.5", "names", "birth_date?.97", "age?.2", "act", "act_code?.3", "practitioner?.6", "sector?.4", "allergy?.25", "remark?.2"),
        ("Programme BO S{number}", "prog op {day}.{month}.{year}", "ambu J-1 {number}"), ("BLOC/Programmes", "BLOC/UCA"), kind="list|patient_record", share=3, weight=0.5,
        implies=("stay",), titles=("PROGRAMME OPÉRATOIRE DU {date}", "Ambulatoire – appels de la veille"),
    ),
    TableKind(
        "laboratory feed", ("serial", "typed_on?.3", "ipp?.7", "names", "birth_date", "sex?.7", "sector_code?.5", "act?.2", "result", "family_doctor?.1"),
        ("SIL_{year}{month}{day}", "anteriorites_{number}", "CR bactério {month_name}", "extraction TSH {year}"), ("LBM/Extractions", "LBM/COFRAC", "Interfaces/HPRIM_in"), kind="list|patient_record", share=4, weight=1.3,
        titles=("Résultats hors bornes",),
    ),
    TableKind(
        "imaging worklist", ("appointment", "ipp?.6", "names", "birth_date", "sex?.3", "imaging", "sector?.3", "practitioner?.12", "status?.3"),
        ("RIS_{year}{month}", "liste IRM {day}{month}", "DMI_{number}"), ("Imagerie/RIS", "Imagerie/Vacations"), kind="list|patient_record", share=3, weight=0.9, titles=("Scanner-IRM : vacation du {date}",),
    ),
    TableKind(
        "dispensing", ("names", "birth_date?.95", "ipp?.5", "sector", "drug", "arrival", "practitioner?.12", "serial?.5"),
        ("disp nominative {month_name}", "rétrocessions {year}", "ATU_{number}", "MDS lots {year}"), ("PUI/Rétrocession", "PUI/Traçabilité"), kind="list|patient_record", share=3, weight=0.8,
        titles=("Rétrocessions – {year}", "Traçabilité MDS"),
    ),
    TableKind(
        "blood bank", ("ipp?.6", "birth", "used?.7", "given", "birth_date", "sex?.5", "blood_group", "serial?.5", "arrival?.5"), ("groupages_{year}", "dépôt sang {month_name}", "EFS retour {number}"),
        ("Dépôt de sang", "LBM/IH"), kind="list|patient_record", share=2, weight=0.8, titles=("Dépôt de sang – délivrances",),
    ),
    TableKind(
        "coding", ("stay", "ipp?.5", "names?.9", "birth_date", "sex", "postcode?.4", "arrival", "discharge", "diagnosis_code", "diagnosis?.5", "act_code?.4", "sector_code"),
        ("RUM_{year}{month}", "atypies M{month}", "contrôle T2A {number}", "VIDHOSP_{year}"), ("DIM/ePMSI", "DIM/Contrôle qualité codage"), kind="list|patient_record", share=3, weight=1.2, titles=("RUM à recoder",),
    ),
    TableKind(
        "vaccines", ("names", "birth_date", "nir?.5", "phone?.3", "email?.3", "vaccine", "event_day?.7", "serial?.6", "done?.3"), ("vaccinodrome {day}{month}{year}", "VAC_{number}", "BCG {year}"),
        ("Vaccination/Palais des congrès", "CLAT"), kind="list|patient_record", share=2, weight=0.9, titles=("File active vaccination",),
    ),
    TableKind(
        "transports", ("arrival", "time", "names", "birth_date?.88", "address", "phone?.4", "company", "mode?.3", "sector?.5"), ("TRP {month_name}", "planning VSL {number}", "sorties du {day}{month}"),
        ("Régulation transports",), share=2, weight=0.4, titles=("Transports demandés – {date}",),
    ),
    TableKind(
        "home care round", ("time?.5", "names", "birth_date?.93", "address", "phone", "practitioner?.3", "note?.4", "relative?.3", "relative_phone?.3"), ("tournée {sector} {number}", "HAD tournée {day}{month}"), ("HAD/Tournées",),
        kind="list|patient_record", share=1.5, weight=0.3, implies=("stay",), titles=("Tournée du {date}",),
    ),
    TableKind(
        "dialysis", ("room?.5", "names", "birth_date", "nir?.2", "session?.5", "arrival", "company?.4", "result?.2"), ("séances HD {month_name}", "planning dialyse {number}"), ("Hémodialyse",), kind="list|patient_record", share=1.2, weight=0.4,
        implies=("stay", "health"), titles=("Séances LMV / MJS",),
    ),
    TableKind(
        "meal cards", ("sector", "room", "names", "birth_date?.8", "remark?.5", "blank?.2"), ("cartes plateaux {day}{month}", "UCP_{number}"), ("UCP/Plateaux",), share=1.5, weight=0.3, titles=("Édition cartes plateaux",),
    ),
    TableKind(
        "targets", ("room?.7", "names", "birth_date?.88", "arrival?.3", "diagnosis?.5", "note", "practitioner?.2", "called?.15"), ("Transm {sector} {number}", "tour {day}.{month}", "feuille de route AS {number}"),
        ("Partage_Public/Unités", "U/BACKUP/Poste IDE M102"), kind="list|patient_record", share=2, weight=0.3, formats=_OFFICE, titles=("Feuille de route – {sector}",),
    ),
    TableKind(
        "emergency contacts", ("names", "birth_date", "room?.2", "relative", "relative_phone", "guardian?.3", "sector?.5", "remark?.2"), ("PAP {sector}", "qui appeler {number}"), ("Partage_Public/Unités",), share=1.2, weight=0.3,
        titles=("Personnes à prévenir",),
    ),
    TableKind(
        "guardianships", ("names", "birth_date", "protection", "guardian", "sector?.5", "typed_on?.4", "remark?.3"), ("majeurs protégés {year}", "MJPM_{number}"), ("Service socio-éducatif", "Gérance de tutelle"), share=1, weight=0.25,
        titles=("Mesures de protection en cours",),
    ),
    TableKind(
        "residents", ("room", "title?.4", "names", "birth_date", "gir", "arrival?.7", "nir?.3", "relative?.5", "relative_phone?.5", "family_doctor?.4", "insurer?.3"), ("RESIDENTS {month_name} {year}", "GMP_{number}", "plan bleu {year}"),
        ("EHPAD Bon Secours", "EHPAD Bon Secours/CVS"), kind="list|patient_record", share=1.2, weight=0.3, only="old", implies=("stay",), titles=("Liste des résidents au {date}",),
    ),
    TableKind(
        "births", ("family", "given", "sex", "birth_date", "time?.6", "birth_weight", "term?.7", "relative?.6", "practitioner?.4"), ("cahier de naissances {year}", "AUDIPOG_{number}"), ("Maternité/Registres",), kind="list|patient_record",
        share=1, weight=0.3, only="minors", implies=("stay",), titles=("REGISTRE DES NAISSANCES",),
    ),
    TableKind(
        "nursery", ("names", "birth_date", "relative", "relative_phone", "allergy?.3", "blank?.3"), ("crèche {year}", "inscriptions Les P'tits Loups {number}"), ("Crèche du personnel",), kind="list|patient_record", share=0.8, weight=0.15,
        only="minors", titles=("Enfants accueillis",),
    ),
    TableKind(
        "deaths", ("number?.5", "birth?.5", "names", "birth_date", "birth_place?.4", "death_date", "time?.5", "sector?.7", "relative?.25", "relative_phone?.25", "company?.3"), ("reg DC {year}", "chambre funéraire {month_name}"), ("Mortuaire", "État civil"),
        share=1, weight=0.3, titles=("REGISTRE – dépôt de corps",),
    ),
    TableKind(
        "cohort", ("inclusion", "names", "birth_date", "sex?.6", "visit", "diagnosis?.5", "result?.5", "phone?.3"), ("CRF_{number}", "screening log {year}", "cohorte PARK-{number}"), ("DRCI/Etudes", "DRCI/Etudes/RIPH2"),
        kind="list|patient_record", share=1.5, weight=0.6, implies=("stay",), titles=("Screening log – centre 12",),
    ),
    TableKind(
        "complaints", ("typed_on", "names", "birth_date?.88", "sector", "grievance", "street?.4", "postcode?.4", "city?.4", "email?.3", "phone?.3", "status"), ("réclamations CDU {year}", "SHAM_sinistres_{number}"), ("Affaires juridiques/CDU",),
        kind="list|correspondence", share=1, weight=0.25, titles=("Plaintes et réclamations {year}",),
    ),
    TableKind(
        "interface", ("family", "given", "birth_date", "sex", "ipp", "nir?.6", "phone", "street", "postcode", "city", "sector", "arrival"), ("EAI_{year}{month}{day}", "IHE_PAM_{number}", "queue_{number}"), ("Interfaces/EAI", "Interfaces/Erreurs"),
        share=2, weight=0.6, formats=("fhir", "hl7"),
    ),
    # people who work here
    TableKind(
        "headcount file", ("staff_id", "title?.3", "names", "birth_date?.95", "job", "grade?.5", "unit", "hired?.5", "nir?.3", "phone?.3", "email?.4", "street?.15", "postcode?.15", "city?.15", "rpps?.2"),
        ("eff_physiques_{year}", "HRA_AGENTS_{number}", "tableau des emplois {year}"), ("DRH-DAM/Effectifs", "DRH-DAM/Requêtes"), kind="staff|list", subject="staff", titles=("Agents présents au {date}",),
    ),
    TableKind(
        "pay file", ("staff_id", "names", "nir?.7", "iban", "amount", "hours?.4"), ("HS {month_name}", "paye_virt_{year}{month}"), ("DRH-DAM/Paye",), kind="staff|finance|list", subject="staff", titles=("Heures supplémentaires à mandater",),
    ),
    TableKind(
        "directory accounts", ("login", "names", "email", "unit", "password?.6", "typed_on?.5"), ("ADUsers_{number}", "comptes DPI {year}", "mdp provisoires"), ("DSIO/AD", "DSIO/Hotline"), kind="staff|technical|list", subject="staff",
        titles=("Export Active Directory",),
    ),
    TableKind(
        "on call", ("event_day?.4", "job", "names", "extension?.5", "phone", "unit?.5"), ("gardes seniors {month_name}", "Astreintes S{number}"), ("Standard/Astreintes",), kind="staff|list", subject="staff", titles=("ASTREINTES – à afficher au standard",),
    ),
    TableKind(
        "badges", ("badge", "names", "unit", "plate?.5", "door?.6", "event_day?.6"), ("acces_{year}{month}", "parking agents {number}"), ("Sécurité/Contrôle d'accès",), kind="staff|list|technical", subject="staff", titles=("Passages badgés",),
    ),
    TableKind(
        "training", ("names", "birth_date?.4", "job?.6", "unit", "course", "event_day", "blank?.4"), ("émargement AFGSU {number}", "plan formation {year}"), ("DRH-DAM/Formation",), kind="staff|list", subject="staff", titles=("FEUILLE D'ÉMARGEMENT",),
    ),
    TableKind(
        "tickets", ("serial", "event_day", "names", "unit", "ticket", "status"), ("GLPI_{year}{month}", "hotline_{number}"), ("DSIO/Hotline",), kind="staff|technical|list", subject="staff", titles=("Tickets ouverts",),
    ),
    TableKind(
        "staff club", ("names", "unit", "quota", "amount?.7", "phone?.3", "done?.5"), ("Amicale arbre de noël {year}", "commande chocolats {number}"), ("Amicale du personnel",), kind="staff|list|finance", subject="staff", titles=("AMICALE – commandes groupées",),
    ),
    TableKind(
        "occupational health", ("staff_id?.5", "names", "birth_date", "job", "unit?.5", "event_day", "fitness"), ("SST visites {month_name}", "aptitudes_{number}"), ("Santé au travail",), kind="staff|list|patient_record", subject="staff",
        titles=("Visites périodiques",),
    ),
    TableKind(
        "students", ("number?.4", "names", "birth_date", "promotion", "email?.6", "phone?.5", "street?.3", "postcode?.3", "city?.3"), ("IFSI promo {year}", "stages_{number}"), ("IFSI-IFAS/Scolarité",), kind="staff|list", subject="staff",
        titles=("Étudiants – IFSI",),
    ),
    # others
    TableKind(
        "correspondents", ("names", "rpps?.5", "job?.6", "landline?.5", "phone?.5", "email?.5", "street", "postcode", "city"), ("MT secteur {year}", "annuaire correspondants {number}"), ("Secrétariat médical/Annuaires",), kind="list|staff", subject="other",
        titles=("Correspondants libéraux",),
    ),
    TableKind(
        "sales people", ("company", "names", "job", "email", "phone"), ("tiers_contacts_{number}", "interlocuteurs marchés {year}"), ("Achats-Marchés/Tiers",), kind="list|staff|finance", subject="other", titles=("Interlocuteurs titulaires",),
    ),
    TableKind(
        "visitors", ("event_day", "time", "names", "purpose?.8", "host?.7", "plate?.4", "blank?.4"), ("registre visiteurs {year}", "accueil PC sécu {number}"), ("Sécurité/Accueil",), kind="list|staff|correspondence", subject="other", titles=("Registre des visiteurs",),
    ),
)
