package answer

import "strings"

// Rows gives findings as rows under FindingColumns. Cells with several values separate
// them with a semicolon, as the files of the dataset do.
func Rows(findings []Finding) [][]string {
	rows := make([][]string, 0, len(findings))
	for _, f := range findings {
		phase, study := "", ""
		if f.Phase != nil {
			phase = f.Phase.Key
		}
		if f.Study != nil {
			study = f.Study.Key
		}
		samples := make([]string, 0, len(f.Samples))
		for _, sample := range f.Samples {
			samples = append(samples, sample.Key)
		}
		rows = append(rows, []string{
			f.Key, f.Summary.Value, f.Factor.Key, f.Factor.Level, phase, f.PhaseBasis, f.Valence, f.FactorState, f.FactorValence,
			study, strings.Join(samples, ";"), strings.Join(f.Informants(), ";"), f.Report.Key, f.Locator, f.ExtractionBasis, f.Confidence, f.Status,
		})
	}
	return rows
}
