package literature

import (
	"strings"

	"github.com/exitgraph/exitgraph/graph"
)

// The words of searches for literature: for the subject, for values of closed
// vocabularies, and synonyms of words that names of factors and phases hold. They
// are those that titles, abstracts and subject headings use, in English and Italian.

var (
	subjectWords = []string{`"sex trafficking"`, `"human trafficking"`, `"sexual exploitation"`, "prostitution", `"sex work"`, "tratta", `"sfruttamento sessuale"`}
	leavingWords = []string{"exit", "exiting", "leaving", "desistance", "reintegration", "uscita", "fuoriuscita", "reinserimento"}

	// joiningWords part alternatives, narrowingWords only narrow what stands before
	// them, smallWords hold phrases together, and generalWords say little alone.
	joiningWords   = []string{"and", "or", "e", "ed", "o", "oppure"}
	narrowingWords = []string{"after", "as", "during", "rather", "against", "with", "dopo", "come", "durante", "piuttosto", "anziché", "contro", "con", "rispetto"}
	smallWords     = []string{
		"a", "an", "the", "of", "to", "in", "on", "for", "from", "by", "out", "still",
		"di", "del", "della", "delle", "dei", "degli", "dal", "dalla", "da", "al", "alla", "ai", "alle", "nel", "nella", "nei", "nelle", "il", "la", "lo", "i", "gli", "le", "un", "una", "per", "su", "ancora",
	}
	generalWords = []string{
		"high", "low", "degree", "people", "reasons", "quality", "role", "years", "situation", "use", "conditions", "others", "persons", "third",
		"alto", "alta", "basso", "bassa", "grado", "persone", "motivi", "qualità", "ruolo", "anni", "situazione", "uso", "condizioni", "altri", "altre", "terzi", "parte",
	}
	// american spells parts of words as most titles do.
	american = strings.NewReplacer("programme", "program", "isation", "ization", "ising", "izing", "labour", "labor", "labelling", "labeling", "humour", "humor")
	// operators mean something to databases, also in lower case.
	operators = []string{"and", "or", "not", "near", "same", "adj"}
)

// valueWords are the terms for values of closed vocabularies.
var valueWords = map[graph.Dimension]map[string][]string{
	graph.DimFactorLevel: {
		"INDIVIDUAL": {"individual", "psychological", "motivation", `"mental health"`, `"self-efficacy"`, "individuale"},
		"RELATIONAL": {"family", "peers", "relationships", `"social support"`, "famiglia", "relazioni"},
		"STRUCTURAL": {"services", "housing", "employment", "poverty", "legal", "servizi", "lavoro"},
		"SOCIETAL":   {"stigma", `"social norms"`, "attitudes", "discrimination", "stigmatizzazione", "discriminazione"},
	},
	graph.DimDesign: {
		"QUALITATIVE":   {"qualitative", "interviews", "ethnography", `"grounded theory"`, "qualitativa", "interviste"},
		"QUANTITATIVE":  {"quantitative", "survey", "cohort", "longitudinal", "regression", "quantitativa", "questionario"},
		"MIXED_METHODS": {`"mixed methods"`, `"mixed-methods"`, `"metodi misti"`},
	},
	graph.DimTraffickingScope: {
		"NATIONAL":      {`"domestic trafficking"`, `"internal trafficking"`, "domestic", `"tratta interna"`},
		"TRANSNATIONAL": {"transnational", `"cross-border"`, "international", "migrant", "transnazionale", "migranti"},
		"MIXED":         {"domestic", "international", "transnational", "internal"},
	},
	graph.DimSetting: {
		"INDOOR":  {"indoor", "brothel", "escort", `"massage parlour"`, `"massage parlor"`, "apartment", `"al chiuso"`, "appartamento"},
		"OUTDOOR": {"street", `"street-based"`, "outdoor", `"in strada"`, `"su strada"`},
		"MIXED":   {`"street-based"`, "indoor", "outdoor", `"in strada"`, `"al chiuso"`},
	},
	graph.DimLifeStage:  lifeStageWords,
	graph.DimEntryStage: lifeStageWords,
	graph.DimInformant: {
		"LIVED_EXPERIENCE": {"survivor", "survivors", `"lived experience"`, "interviews", `"personal narratives"`, "sopravvissute", "testimonianze"},
		"PRACTITIONER":     {"practitioners", `"service providers"`, `"social workers"`, "professionals", "operatori", `"assistenti sociali"`},
		"CASE_RECORDS":     {`"case files"`, `"case records"`, `"case review"`, `"administrative data"`, "fascicoli"},
		"MIXED":            {"survivors", `"service providers"`, `"multiple perspectives"`, "operatori"},
	},
	graph.DimDefinitionScope: {
		"TRAFFICKING":                    {"trafficking", "traffickers", "tratta"},
		"COMMERCIAL_SEXUAL_EXPLOITATION": {`"commercial sexual exploitation"`, "CSEC", `"sfruttamento sessuale"`},
		"PROSTITUTION_OR_SEX_WORK":       {"prostitution", `"sex work"`, `"sex trade"`, "prostituzione"},
		"MIXED":                          {"trafficking", "prostitution", `"sexual exploitation"`, "tratta"},
	},
}

var lifeStageWords = map[string][]string{
	"MINOR":       {"minors", "children", "adolescents", "youth", "girls", "minori", "adolescenti"},
	"YOUNG_ADULT": {`"young adults"`, `"young women"`, `"emerging adults"`, `"young people"`, `"giovani adulti"`, "giovani"},
	"ADULT":       {"adults", "women", "adulti", "donne"},
	"MIXED":       {"adults", "youth", "adolescents", "adulti", "adolescenti"},
}

// synonym gives terms for words that begin so.
type synonym struct {
	begins string
	terms  []string
}

// phaseSynonyms are for names of phases of leaving.
var phaseSynonyms = []synonym{
	{"immersion", []string{"involvement", "entrapment"}},
	{"awareness", []string{`"turning point"`, "recognition", `"readiness to change"`}},
	{"planning", []string{`"preparing to leave"`, `"decision to leave"`, "preparation"}},
	{"initial", []string{`"first exit"`, `"exit attempt"`, `"early recovery"`}},
	{"re-entry", []string{"reentry", "return", `"re-trafficking"`, "retrafficking", "revictimization", "relapse"}},
	{"final", []string{`"long-term"`, `"follow-up"`, `"sustained exit"`, "recovery", `"lungo termine"`}},
	{"contemplation", []string{"ambivalence", `"stages of change"`}},
	{"precontemplation", []string{`"stages of change"`}},
	{"maintenance", []string{`"long-term"`, `"follow-up"`, "recovery"}},
	{"breakaway", []string{"exit", "departure"}},
}

// factorSynonyms are for names of factors.
var factorSynonyms = []synonym{
	{"access", []string{`"job opportunities"`, "employment"}},
	{"agency", []string{"autonomy", "empowerment", "autodeterminazione"}},
	{"agencies", []string{"welfare", `"social services"`, `"servizi sociali"`}},
	{"arrest", []string{"incarceration", "detention", "arresto"}},
	{"care-giver", []string{`"foster care"`, "caregivers", `"adverse childhood experiences"`}},
	{"children", []string{"motherhood", "mothers", "parenting", "maternità"}},
	{"clients", []string{"buyers", "customers"}},
	{"coordination", []string{`"multi-agency"`, `"interagency collaboration"`, `"case management"`}},
	{"courts", []string{`"problem-solving court"`}},
	{"criminal", []string{"prosecution", `"criminal justice"`, `"criminal record"`}},
	{"debt", []string{`"debt bondage"`, "debiti"}},
	{"discrimination", []string{"racism", `"gender inequality"`}},
	{"desire", []string{`"helping others"`, `"giving back"`, "altruism", `"aiutare gli altri"`}},
	{"diversion", []string{`"diversion program"`, `"human trafficking court"`, `"prostitution court"`}},
	{"economic", []string{"poverty", "income", "povertà"}},
	{"empowerment", []string{"rehabilitation", `"life skills"`}},
	{"employment", []string{"job", "lavoro"}},
	{"family", []string{"parents", "relatives", "famiglia"}},
	{"financial", []string{"income", "money", "povertà"}},
	{"housing", []string{"homelessness", "accommodation", "shelter", "casa"}},
	{"mental", []string{"PTSD", "depression", `"mental health"`, `"salute mentale"`}},
	{"motivation", []string{`"readiness to change"`, `"decision to leave"`}},
	{"ngos", []string{`"anti-trafficking organizations"`, `"nongovernmental organizations"`, "associazioni"}},
	{"partner", []string{"marriage", "relationship"}},
	{"peer", []string{`"peer support"`, `"peer mentoring"`}},
	{"police", []string{`"law enforcement"`, "raids", "polizia"}},
	{"portrayal", []string{`"victim narrative"`, "representation", `"ideal victim"`}},
	{"professionals", []string{`"social workers"`, `"case managers"`, "operatori"}},
	{"recognising", []string{`"self-identification"`, `"victim identification"`, `"problem recognition"`}},
	{"religious", []string{"church", `"faith-based"`, "religione"}},
	{"removal", []string{`"third party"`, `"family intervention"`, "allontanamento"}},
	{"rescue", []string{`"raid and rescue"`, "release"}},
	{"savings", []string{"microfinance", `"matched savings"`, `"financial literacy"`}},
	{"schooling", []string{"education", "istruzione"}},
	{"self-esteem", []string{`"self-worth"`, "autostima"}},
	{"services", []string{`"support services"`, `"service quality"`, "servizi"}},
	{"shelter", []string{"confinement", `"closed shelter"`, `"case rifugio"`}},
	{"spirituality", []string{"religion", "religiosity"}},
	{"stigma", []string{"stigmatization", "labeling", "shame"}},
	{"structural", []string{"poverty", "unemployment", `"structural barriers"`, "disoccupazione"}},
	{"substance", []string{"drugs", "addiction", "alcohol", "tossicodipendenza"}},
	{"survivors", []string{`"peer support"`, `"survivor-led"`}},
	{"trade", []string{`"peers in prostitution"`, `"social networks"`}},
	{"trauma", []string{`"trauma bonding"`, `"traumatic attachment"`}},
	{"trust", []string{"distrust", "engagement", "fiducia"}},
	{"venue", []string{`"coercive control"`, "coercion", "surveillance"}},
	{"violence", []string{`"community violence"`, "safety", "sicurezza"}},
	{"vocational", []string{`"job training"`, `"language training"`, `"formazione professionale"`}},
	{"work", []string{"employment", "job", "lavoro"}},
}
