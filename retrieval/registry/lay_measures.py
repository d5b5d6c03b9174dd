"""Everyday words for what trials of all fields measure, beside those for conditions in ``lay_words``."""

from __future__ import annotations

LAY_MEASURES = """
microbiological: bacteria bacterium germ germs bug bugs microbe microbes
pathogen: bacteria bacterium germ germs bug bugs microbe microbes
component: part parts element elements
thickness: thin thinner thinning thick thicker
thick: thin thinner
subfield: retina macula macular
macular: retina
foveal: retina
bcva: sight vision eyesight
acuity: eyesight
visual: eyesight
letter: chart
intraocular: eye
intravitreal: eye
edema: fluid
oedema: fluid
retinopathy: eye
neuropathy: nerve nerves
temperature: warm warming rewarm rewarming
recovery: rewarming
disability: disabled
functional: functioning
haq: disability
shaq: disability
stiffness: stiff
tender: sore painful
preference: prefer preferred liked
gmt: antibody antibodies
iga: clear
gmc: antibody antibodies
gmfr: antibody antibodies
geometric: antibody antibodies
seroresponse: responded responder responders
seroconversion: responded responder responders
immunogenicity: immune
persistence: persist last lasting lasted durable wane waned waning
persistent: persist lasting
mace: heart
nephropathy: renal
hypoglycaemic: hypo hypos low blood sugar
hypoglycemic: hypo hypos low blood sugar
hypoglycaemia: hypo hypos
hypoglycemia: hypo hypos
hba1c: sugar a1c
a1c: hba1c sugar
haemoglobin: anaemia anemia
revascularisation: stent bypass
revascularization: stent bypass
angina: chest pain
thromboembolism: clot clots
thromboembolic: clot clots
thrombus: clot clots
stool: bowel poo
bowel: gut
colonic: bowel
endoscopic: scope endoscopy
mucosal: lining
reflux: heartburn
abdominal: belly tummy stomach
faecal: stool bowel
fecal: stool bowel
motor: movement movements
dyskinesia: movements
tremor: shaking
madrs: depression
hamd: depression
panss: psychotic
sputum: phlegm
rescue: reliever
void: urinate urinating pee peeing
urgency: urge
albuminuria: protein
uacr: protein albumin
proteinuria: protein
creatinine: kidney
ferritin: iron
bleed: bleeding
hemorrhage: bleeding bleed
hemorrhagic: bleeding
haemorrhagic: bleeding
pregnancy: pregnant conceive conceived
miscarriage: miscarried
birth: born
easi: eczema
pasi: psoriasis
acne: pimple pimples spots face
rosacea: face
reoperation: operation operated again
reintervention: operation
operative: surgery operation
readmission: readmitted hospital
stay: hospital
progression: progressed growing spread slow slowed slower slowing delay delayed delaying
convenience: convenient
pulse: heart heartbeat
evidence: free
seropositive: positive
seronegative: negative
expiratory: lung
adherence: adherent
discontinuation: stopped stopping
pharmacokinetic: level levels
trough: lowest
cmax: peak maximum highest
auc: exposure
weekly: week
daily: day
monthly: month
annual: year
nightly: night
frequency: often frequent
severity: severe bad
intensity: intense bad strong
weight: slimmer kg heavy heavier
bmi: slimmer
waist: belly
height: growth taller tall
growth: grow grew taller
score: rating
healing: heal
resolution: resolved cleared gone
infection: infected
oxygen: oxygenation
oxygenation: oxygen
hospitalisation: hospital admission admitted
walk: walking
strength: strong stronger
icu: intensive care
recurrent: recurrence recur recurred recurring again
icans: neurotoxicity neurotoxic neurological
fact: quality life wellbeing
qlq: quality life wellbeing
eq: quality life
kccq: quality life
dlqi: quality life
sgrq: quality life breathing
wpai: work productivity
death: mortality
improved: better
clearance: free
area: size shrink shrank shrunk
volume: size shrink shrank shrunk shrinkage shrinking atrophy
female: women woman
male: men man
sex: women men
pain: sore soreness
subfield: retinal
macular: retinal
annualized: year
annualised: year yearly annual annually
curve: exposure
aminotransferase: liver enzyme enzymes
transaminase: enzyme enzymes
inhibitor: blocker blockers
antagonist: blocker blockers
regurgitation: leak leaks leaky leaking leakage
stenosis: narrowing narrowed
effusion: fluid
lvef: ejection fraction
distance: far further farther
ideation: thoughts thinking
behavior: attempt attempts attempted
behaviour: attempt attempts attempted
hospitalization: readmitted readmission readmissions rehospitalised rehospitalized
hospitalisation: readmitted readmission readmissions rehospitalised rehospitalized
hyperkalaemia: potassium
hyperkalemia: potassium
hypokalaemia: potassium
pain: achy aching ache sore hurt hurts
muscle: muscles
ventilator: ventilation
palatability: taste tasted tasting tasty flavour flavor flavoured flavored
palatable: taste tasted tasting tasty flavour flavor flavoured flavored
taste: flavour flavor palatable palatability
nervous: brain
change: decrease decreased drop dropped fall fell fallen reduce reduced reduction lower lowered rise rose
change: increase increased shift shifted improve improved improvement
slope: steep steeper steepness steeply decline loss lose lost
"""
"""What a record has, as one word, and what is said instead; entries of one word add up."""
