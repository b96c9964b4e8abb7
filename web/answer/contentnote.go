package answer

import (
	"strings"
	"unicode"
)

// harms are beginnings of words by which a text speaks of physical or sexual violence,
// of suicide or of death, by language. Whole words end in a blank.
var harms = map[string][]string{
	"en": {
		"violen", "abus", "assault", "rape", "rapist", "molest", "incest", "beaten ", "beating", "strangl", "tortur",
		"kill", "murder", "homicid", "femicid", "suicid", "self-harm", "death", "dead ", "died ", "dies ", "dying ",
	},
	"it": {
		"violen", "abus", "stupr", "molesti", "incest", "aggression", "aggredi", "picchia", "percoss", "strangol", "tortur",
		"uccis", "uccid", "ammazz", "omicid", "femminicid", "suicid", "autolesion",
		"morte ", "morti ", "morta ", "morto ", "morì ", "morire ", "muore ", "muoiono ",
	},
}

// harmless are wordings that hold such a beginning and speak of something else.
var harmless = strings.NewReplacer(
	"substance abuse", "", "drug abuse", "", "alcohol abuse", "", "abuse of substances", "",
	"abuso di sostanze", "", "abuso di alcol", "", "abuso di droghe", "",
)

// ContentNote says whether a note stands before a summary, since it speaks of violence,
// suicide or death, so that readers choose whether to read it. It looks at words only: a
// text that tells of harm in other words has no note.
func (f Finding) ContentNote() bool {
	text := harmless.Replace(strings.ToLower(f.Summary.Value))
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
		for _, beginning := range harms[f.Summary.Lang] {
			if strings.HasPrefix(word+" ", beginning) {
				return true
			}
		}
	}
	return false
}
