package answer

// CaveatFull is the fragment of that name.
type CaveatFull struct {
	Key                           string
	Topic, StatementA, Assessment LocalText
	StatementB                    *LocalText
	Report                        *Report
}
