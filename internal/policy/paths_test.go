package policy

import (
	"regexp"
	"strings"
	"testing"
)

// machinePath finds paths of somebody's own machine and folders outside the
// checkout. The names are put together here so that this file is not a finding.
var machinePath = regexp.MustCompile(
	`(^|[\s"'` + "`" + `(=:,])(/` + `(root|work|home/[a-z]\w*|Users/[A-Za-z]\w*)/|[A-Z]:\\` + `Users\\|\.\./` + `shared/)`)

func TestNoFileNamesAPathOfOneMachine(t *testing.T) {
	looked := 0
	eachFile(t, func(name string) {
		text := read(t, name)
		if strings.ContainsRune(text, 0) {
			return // not a text
		}
		looked++
		for number, line := range strings.Split(text, "\n") {
			if found := machinePath.FindString(line); found != "" {
				t.Errorf("%s:%d names a path of one machine (%s): the project stands alone", name, number+1, strings.TrimSpace(found))
			}
		}
	})
	if looked < 20 {
		t.Fatalf("only %d files were looked at, so the rule would hold of nothing", looked)
	}
}

func TestMachinePathsAreRecognised(t *testing.T) {
	for text, want := range map[string]bool{
		`open("/` + `root/x")`:               true,
		`cd /` + `work/main`:                 true,
		`see /` + `home/ada/notes`:           true,
		`from ../` + `shared/dataset`:        true,
		`https://example.org/` + `work/12`:   false,
		`internal/` + `work/`:                false,
		`--root=/var/lib`:                    false,
		`the folder /` + `home/ of a server`: false,
	} {
		if got := machinePath.MatchString(text); got != want {
			t.Errorf("%q: found %v, want %v", text, got, want)
		}
	}
}

func TestLockFilesNameNoDownloadAddress(t *testing.T) {
	eachFile(t, func(name string) {
		if strings.HasSuffix(name, "package-lock.json") && strings.Contains(read(t, name), `"resolved":`) {
			t.Errorf("%s names download addresses: write it with npm's omit-lockfile-registry-resolved, so that each machine uses its own registry", name)
		}
	})
}
