package wording

import (
	"strings"
	"testing"
	"testing/fstest"
)

func found(t *testing.T, name, text string) []error {
	t.Helper()
	expressions, err := readRefused(refusedText)
	if err != nil {
		t.Fatal(err)
	}
	return checkFile(name, text, expressions, nil, nil)
}

func TestRefusedExpressionsAreFoundInBothLanguages(t *testing.T) {
	for _, test := range []struct {
		name, text string
		want       bool
	}{
		{"en.toml", "Each prostitute was asked.", true},
		{"en.toml", "Studies of prostitution are included.", false},
		{"en.toml", "She was Rescued.", true},
		{"en.toml", "A return is a failure.", true},
		{"en.toml", "The evidence is strong.", true},
		{"en.toml", "strong support from friends", false},
		{"en.toml", "una ricaduta", false},
		{"it.toml", "una ricaduta", true},
		{"it.toml", "una ex vittima", true},
		{"it.toml", "la schiavitù", true},
		{"it.toml", "la schiava", true},
		{"it.toml", "le prostitute", true},
		{"it.toml", "la prostituzione", false},
		{"it.toml", "la forza dell'evidenza", true},
		{"it.toml", "un legame forte", false},
		{"page.html", "<p>relapse</p>", true},
		{"page.html", "<p>una ricaduta</p>", true},
	} {
		if got := len(found(t, "pages/x/"+test.name, test.text)) > 0; got != test.want {
			t.Errorf("%s: %q: refused is %v, want %v", test.name, test.text, got, test.want)
		}
	}
}

func TestAnAllowedPlaceExcusesOnlyItsOwnWords(t *testing.T) {
	expressions, err := readRefused(refusedText)
	if err != nil {
		t.Fatal(err)
	}
	place := allowed{file: "en.toml", around: "legal status of a victim"}
	met := map[allowed]bool{}
	line := "The legal status of a victim is no name for a person, and no victim is a number."
	faults := checkFile("en.toml", line, expressions, []allowed{place}, met)
	if len(faults) != 1 || !met[place] {
		t.Errorf("got %v, want one fault for the second word; met %v", faults, met)
	}
}

func TestAllowedPlacesThatAreNotMetAreFaults(t *testing.T) {
	faults, err := Check(fstest.MapFS{"pages/x/en.toml": {Data: []byte("title = \"Quiet\"")}})
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		if !strings.Contains(fault.Error(), "any more") {
			t.Errorf("unexpected fault: %v", fault)
		}
	}
	if len(faults) == 0 {
		t.Error("a tree without any of the allowed places has no fault")
	}
}

func TestListsNeedAllTheirColumns(t *testing.T) {
	for _, list := range []string{"en :: x :: y", "en ::  :: y :: z", "en :: ( :: y :: z"} {
		if _, err := readRefused(list); err == nil {
			t.Errorf("%q was read", list)
		}
	}
}
