"""Brand names of drugs, read as the drug where it is one of the trial's: "Eylea" in a trial of aflibercept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from retrieval.registry.trial_words import TrialWords
from retrieval.stems import stems

_BRANDS = """
abatacept: Orencia
adalimumab: Humira
aflibercept: Eylea
alirocumab: Praluent
apixaban: Eliquis
apremilast: Otezla
aripiprazole: Abilify
atezolizumab: Tecentriq
atorvastatin: Lipitor
baricitinib: Olumiant
belimumab: Benlysta
bempedoic: Nexletol Nilemdo
benralizumab: Fasenra
bevacizumab: Avastin
bimekizumab: Bimzelx
brexpiprazole: Rexulti
brolucizumab: Beovu
canagliflozin: Invokana
cariprazine: Vraylar Reagila
certolizumab: Cimzia
clopidogrel: Plavix
dabigatran: Pradaxa
dapagliflozin: Farxiga Forxiga
denosumab: Prolia Xgeva
deucravacitinib: Sotyktu
donanemab: Kisunla
dulaglutide: Trulicity
dupilumab: Dupixent
durvalumab: Imfinzi
edoxaban: Lixiana Savaysa
emicizumab: Hemlibra
empagliflozin: Jardiance
enzalutamide: Xtandi
erenumab: Aimovig
esketamine: Spravato
etanercept: Enbrel
evolocumab: Repatha
faricimab: Vabysmo
fezolinetant: Veozah
finerenone: Kerendia
fremanezumab: Ajovy
galcanezumab: Emgality
golimumab: Simponi
guselkumab: Tremfya
ibrutinib: Imbruvica
inclisiran: Leqvio
infliximab: Remicade
ivabradine: Corlanor Procoralan
ixekizumab: Taltz
lecanemab: Leqembi
lebrikizumab: Ebglyss
liraglutide: Victoza Saxenda
lurasidone: Latuda
mavacamten: Camzyos
mepolizumab: Nucala
mirikizumab: Omvoh
natalizumab: Tysabri
nivolumab: Opdivo
nintedanib: Ofev
obinutuzumab: Gazyva Gazyvaro
ocrelizumab: Ocrevus
ofatumumab: Kesimpta
olaparib: Lynparza
omalizumab: Xolair
osimertinib: Tagrisso
palbociclib: Ibrance
pembrolizumab: Keytruda
pirfenidone: Esbriet
pregabalin: Lyrica
ranibizumab: Lucentis
ribociclib: Kisqali
rimegepant: Nurtec Vydura
risankizumab: Skyrizi
rituximab: Rituxan MabThera
rivaroxaban: Xarelto
romosozumab: Evenity
sacubitril: Entresto
sarilumab: Kevzara
secukinumab: Cosentyx
semaglutide: Ozempic Wegovy Rybelsus
sitagliptin: Januvia
sotagliflozin: Inpefa
sotatercept: Winrevair
tezepelumab: Tezspire
ticagrelor: Brilinta Brilique
tirzepatide: Mounjaro Zepbound
tocilizumab: Actemra RoActemra
tofacitinib: Xeljanz
tolvaptan: Jinarc Jynarque Samsca
tralokinumab: Adtralza Adbry
trastuzumab: Herceptin
upadacitinib: Rinvoq
ustekinumab: Stelara
vedolizumab: Entyvio
vericiguat: Verquvo
vortioxetine: Trintellix Brintellix
"""


def by_brand(text: str, words: TrialWords) -> Iterator[tuple[int, int, str]]:
    """Brand names that the record has not, with the name of the trial's own drug in place of each."""
    for match in _WORD.finditer(text):
        drug = _drugs().get(match[0].casefold())
        if drug and stems(drug) <= words.naming and match[0].casefold() not in words.names:
            yield *match.span(), drug


_WORD = re.compile(r"\b[A-Za-z]{5,}\b")


@cache
def _drugs() -> dict[str, str]:
    entries = (line.partition(": ") for line in _BRANDS.strip().splitlines())
    return {brand.casefold(): drug for drug, _, brands in entries for brand in brands.split()}
