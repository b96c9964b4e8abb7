package neo4jstore

import "testing"

func TestVersionsAreComparedByTheirNumbers(t *testing.T) {
	for version, want := range map[string]bool{
		"5.26.31": true, "5.23.0": true, "5.27-aura": true, "2025.04.0": true, "2026.10-aura": true, "6.0": true,
		"5.22.0": false, "5.9": false, "5.22-aura": false, "4.4.40": false, "5": false, "": false, "dev": false, "-.-": false,
	} {
		if got := recent(version); got != want {
			t.Errorf("recent(%q) is %t, want %t", version, got, want)
		}
	}
}
