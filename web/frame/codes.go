package frame

// Country reads the code of a country, as ISO 3166-1 has it: IT.
func (a *Address) Country(name string) string {
	return a.coded(name, a.Words.CountryCode, a.Words.Country)
}

// Language reads the tag of a language, as BCP 47 has it: pt-BR.
func (a *Address) Language(name string) string {
	return a.coded(name, a.Words.LanguageTag, a.Words.Tongue)
}

// coded refuses what is written in another way than in the data, where it would find
// nothing: that nobody studied Italy must not be the answer to "it".
func (a *Address) coded(name string, codeOf, label func(string) string) string {
	value := a.one(name)
	if value == "" {
		return ""
	}
	code := ""
	if len(value) <= maxKey && readable(value) {
		code = codeOf(value)
	}
	if code == value {
		return value
	}
	f := Fault{Name: name, Text: a.Words.T("address.no-choice", "name", name, "value", shortened(value)), Nearest: code}
	if code != "" {
		// With the code, since what was written may be the name itself.
		f.NearestLabel = label(code) + " (" + code + ")"
	}
	a.fault(f)
	return ""
}
