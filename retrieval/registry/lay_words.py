"""Everyday words for what records call otherwise, so that "asthma attack" finds an exacerbation."""

from __future__ import annotations

from functools import cache

from rapidfuzz.distance import OSA

from retrieval.lexicon import SHORTEST_TYPO
from retrieval.registry.lay_measures import LAY_MEASURES
from retrieval.stems import stems

_LAY = """
phq: depression
isi: insomnia
exacerbation: attack flare flare-up
annualized: yearly annual
year: annual annually yearly
prior: previous earlier
therapy: treatment
injection: local needle needles jab jabs shot shots
event: reaction reactions
without: free
marker: cytokine biomarker
inflammatory: cytokine inflammation
metastasis: metastases metastatic mets spread
nephrectomy: kidney removed removal
pruritus: itching itch itchy
pyrexia: fever
alopecia: hair loss baldness
corneal retinal ocular ophthalmic: eye
hepatic: liver
renal nephropathy macroalbuminuria creatinine: kidney
diabetes: diabetic diabetics
cardiac cardiovascular: heart
pulmonary: lung
respiratory: lung breathing
cerebral: brain
cns: brain
cutaneous: skin
gastric: stomach
haemorrhage: bleeding
thrombosis embolism: clot
mortality: death
adverse: side complication
goal: benchmark target threshold
locoregional: local near nearby
fev: lung function breathing
duration: long
vaccine: jab shot vaccination
toxoid: vaccine jab
serogroup: meningococcal meningococcus meningitis
egfr: kidney function
gene: mutation mutations mutated variant carrier carriers genotype
glomerular: kidney
filtration: function
gfr: kidney function
albumin: protein
hospitalization: hospital admission admitted
decrease: decline fall drop
increase: gain rise rose
improvement: gain responder
alt aminotransferase transaminase bilirubin: liver
decline: decrease fall drop loss
reduction: decrease drop loss responder
additional: extra
walk: walking test 6mwt 6mwd
weekly: week
daily: day
digital fingertip: finger fingers toe toes
loss: lost lose losing
kccq sgrq lcq dlqi aqlq asqol ibdq mlhfq qlq eortc sf eq qol pedsql whoqol: quality life
survival: alive living live
survive: alive living
concentration: level levels amount trough
nocturnal: night nightly nighttime
spinal: spine back
vertebral: spine spinal
myocardial: heart
infarction: heart attack
uveitis: eye
satisfaction: satisfied happy
fatigue: tired tiredness
dyspepsia: indigestion
oedema edema: swelling
erythema: redness
lesion: spot spots
weight: kilos kilograms pounds
glucose: sugar
glycaemic glycemic: sugar
hypoglycaemia hypoglycemia: low blood sugar
urinary: urine
plasma serum: blood
seroconversion: antibodies
immunogenicity: antibodies antibody
titer: antibody antibodies level levels
seroprotection: protected protection protective
seroprotected: protected protection protective
seroresponse: antibodies antibody response
convulsion seizure: seizure convulsion fit fits
epileptic: seizure fit fits
febrile: fever
limb: leg arm
extremity: leg arm limb
amputation: amputated
revascularization: procedure reintervention
revascularisation: procedure reintervention
reintervention: procedure
angioplasty: balloon
myalgia: muscle pain
arthralgia: joint pain
cephalalgia: headache
nausea: sick sickness queasy
emesis: vomiting sick
vomiting: sick
constipation: constipated
epistaxis: nosebleed
rhinorrhoea: runny nose
nasopharyngitis: cold
influenza: flu
varicella: chickenpox
zoster: shingles
pertussis: whooping cough
rubeola: measles
candidiasis: thrush
urticaria: hives
dermatitis: eczema rash
xerostomia: dry mouth
tinnitus: ringing ears
vertigo: dizziness
syncope: fainting fainted
somnolence: sleepy drowsy sleepiness drowsiness
dysphagia: swallowing
dysuria: urination
incontinence: leakage leaks leak
nocturia: night urination
micturition: urination
menstrual: period periods
dysmenorrhea: period pain
contraception: birth control
postpartum: birth delivery childbirth
caesarean: c-section
neonatal: newborn newborns baby babies
infant: baby babies
preterm: premature
gestational: pregnancy
smoking: smoke smoked smokers smoker
smoker: smoke smoking
adolescent: teenager teenagers teenage youngster youngsters
geriatric: elderly
caries: cavity cavities decay
gingival: gum gums
periodontal: gum gums
dental: tooth teeth
ulcer: sore
wound: sore
closure: closed healed healing
healing: healed closed closure
suture: stitch stitches
incision: cut
hernia: rupture
arthroplasty: replacement
knee: joint
analgesic: painkiller painkillers
analgesia: pain relief
vas: pain
nrs: pain
relapse: flare attack
exacerbation: worsening
remission: disappear cleared recover recovered
clearance: clear cleared
eradication: cleared cure cured eradicated
cure: cured
virologic: virus viral
viral: virus
viraemia: virus
bacterial: bacteria
arrhythmia: irregular heartbeat
tachycardia: fast heartbeat
ambulatory: walking
dyslipidaemia: cholesterol
lipoprotein: cholesterol
ldl: cholesterol
triglyceride: fat fats
bmi: weight
obesity: obese
anaemia: anemia
haemoglobin: hemoglobin
hemoglobin: haemoglobin
leukocyte: white cells
neutropenia: white cells
thrombocytopenia: platelets
transfusion: transfused
dialysis: kidney
hepatitis: liver
cirrhosis: liver
pneumonia: chest infection
mechanical: ventilator
ventilation: ventilator ventilated
intubation: intubated
cerebrovascular: stroke
stroke: strokes
migraine: headache
sedation: sedated
anaesthesia: anesthetic anaesthetic
psychosis: psychotic
suicidal: suicide
adherence: compliance
insomnia: sleeplessness
depressive: depression
anxiety: anxious worry
cognitive: thinking memory
cessation: quit quitting stop stopping
abstinence: quit quitting abstinent sober
relapse: relapsed
recurrence: recurred come back
return: go back resume resumed
remission: remitted
mobility: walking
ambulation: walking
gait: walking
fracture: broken bone
visual: sight vision seeing
acuity: sight vision
caregiver: carer parent
parental: parent
pediatric paediatric: child children
dyspnoea: breathlessness
exhaled: breath
hypertension: high blood pressure
lactating: breastfeeding
breastfeeding: lactating nursing
platelet: thrombocyte
hgb: hemoglobin
sae: serious
aesi: special interest
latency: fall asleep
success: successful succeed worked
explanted: removed taken
stimulant: methylphenidate amphetamine ritalin
antipsychotic: risperidone olanzapine quetiapine haloperidol
anticoagulant: warfarin apixaban rivaroxaban heparin
nsaid: ibuprofen naproxen diclofenac
statin: atorvastatin simvastatin rosuvastatin
opioid: morphine oxycodone tramadol fentanyl
neoplasm: cancer tumour
malignancy: cancer
cancer: malignancy
transplant: transplantation
apnoea: apnea
alcohol: drinking
tobacco: smoking
hypnotic hypnotics: sleeping pill
radiographic radiograph radiological: x-ray xray
candida candidiasis: thrush yeast fungal fungus
tinea: fungal fungus ringworm athlete
asthma: asthmatic asthmatics
epilepsy: epileptic epileptics
bowel: crohn crohns
nodal node: lymph gland glands
partner: carer carers caregiver
homozygous: two both copies double
heterozygous: one single copy
carrier: gene genes copy copies
responder: improvement improved improve
microhemorrhage macrohemorrhage microhaemorrhage macrohaemorrhage hemorrhage: bleeding bleed bleeds
corticosteroid: cortisone steroid prednisone prednisolone dexamethasone
"""


def in_lay_words(words: frozenset[str]) -> frozenset[str]:
    """The stems of everyday words for those of ``words``, which are stems as well.

    A slip of one letter in a long word is read through, and the word itself told as it should be: "Pruritis".
    """
    told = _lexicon()
    meant = {known for word in words if (known := _spelt(word))}
    return frozenset().union(meant - words, *(told[word] for word in meant))


@cache
def _spelt(word: str) -> str | None:
    """The word of the lexicon that a stem is, be it misspelt; ``None`` where it is none."""
    if word in _lexicon() or len(word) < SHORTEST_TYPO:
        return word if word in _lexicon() else None
    near = [known for known in _lexicon() if len(known) >= SHORTEST_TYPO and word[0] == known[0]]
    forms = (word, f"{word}s")  # a stemmer takes "Pruritis" for a plural
    return next(
        (known for known in near if any(OSA.distance(form, known, score_cutoff=1) <= 1 for form in forms)), None
    )


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    entries = (line.partition(": ") for line in (_LAY.strip() + LAY_MEASURES).strip().splitlines())
    told: dict[str, frozenset[str]] = {}
    for name, _, lay in entries:
        for stem in stems(name):
            told[stem] = told.get(stem, frozenset()) | stems(lay)
    return told
