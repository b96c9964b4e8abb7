package words

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"sync"

	"github.com/BurntSushi/toml"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// Languages of the pages, in the order shown. The first is the data's own language.
var Languages = []string{"en", "it"}

// Source is a set of catalogues: the files en.toml and it.toml of Files.
type Source struct {
	// Name is the namespace of the ids, such as that of a page ("map"). Ids of a
	// source without a name are shared by all. Sources may have the same name.
	Name  string
	Files fs.FS
}

//go:embed shared/*.toml terms/*.toml
var ownFiles embed.FS

// termsName is the namespace of words for enum values. A path cannot be a page's name.
const termsName = "/terms"

// Catalogue holds the texts of all sources in all languages. It does not change and
// is safe for many goroutines.
type Catalogue struct {
	tongues map[string]*tongue
}

// tongue is what a catalogue knows in one language.
type tongue struct {
	lang      string
	tag       language.Tag
	localizer *i18n.Localizer
	texts     map[string]map[string]*text // by namespace and id
	terms     map[string]*termSet         // by enum
	figures   figures
	names     names
}

// New reads the sources, besides the texts of this package, which are always there.
//
// It fails, with all faults joined, where a file cannot be read or parsed, a language
// lacks an id, an id is there twice in one namespace, a text has braces that are no
// placeholder, or the languages of an id differ in placeholders, links or in whether
// there are plurals. It costs some milliseconds, so call it once.
func New(sources ...Source) (*Catalogue, error) {
	own, err := ownSources()
	if err != nil {
		return nil, err
	}
	all := slices.Concat(own, sources)
	spoken := make([]*tongue, len(Languages))
	faultsOf := make([][]error, len(Languages))
	var reading sync.WaitGroup
	for i, lang := range Languages {
		// Languages are read side by side, because a reader waits for the first page.
		reading.Go(func() { spoken[i], faultsOf[i] = newTongue(lang, all) })
	}
	reading.Wait()
	catalogue := &Catalogue{tongues: map[string]*tongue{}}
	for i, lang := range Languages {
		catalogue.tongues[lang] = spoken[i]
	}
	faults := slices.Concat(faultsOf...)
	faults = append(faults, catalogue.differences()...)
	if len(faults) > 0 {
		return nil, errors.Join(faults...)
	}
	return catalogue, nil
}

func newTongue(lang string, sources []Source) (*tongue, []error) {
	tag := language.Make(lang)
	bundle := i18n.NewBundle(tag)
	spoken := &tongue{
		lang:      lang,
		tag:       tag,
		localizer: i18n.NewLocalizer(bundle, lang),
		texts:     map[string]map[string]*text{"": {}},
		terms:     map[string]*termSet{},
		figures:   figuresOf(tag),
		names:     namesOf(tag),
	}
	var faults []error
	for _, source := range sources {
		faults = append(faults, spoken.read(bundle, source)...)
	}
	return spoken, faults
}

func ownSources() ([]Source, error) {
	shared, err := fs.Sub(ownFiles, "shared")
	if err != nil {
		return nil, err
	}
	terms, err := fs.Sub(ownFiles, "terms")
	if err != nil {
		return nil, err
	}
	return []Source{{Name: "", Files: shared}, {Name: termsName, Files: terms}}, nil
}

// read adds one file to the language.
func (t *tongue) read(bundle *i18n.Bundle, source Source) []error {
	name := t.lang + ".toml"
	content, err := fs.ReadFile(source.Files, name)
	if err != nil {
		return []error{fmt.Errorf("words of %q: %w", source.Name, err)}
	}
	var order toml.MetaData
	parsed, err := i18n.ParseMessageFileBytes(content, name, map[string]i18n.UnmarshalFunc{
		"toml": func(data []byte, into any) error {
			order, err = toml.Decode(string(data), into)
			return err
		},
	})
	if err != nil {
		return []error{fmt.Errorf("words of %q: %s: %w", source.Name, name, err)}
	}
	if source.Name == termsName {
		return t.readTerms(order, parsed.Messages)
	}

	if t.texts[source.Name] == nil {
		t.texts[source.Name] = map[string]*text{}
	}
	texts := t.texts[source.Name]
	var faults []error
	for _, message := range parsed.Messages {
		id := message.ID
		if texts[id] != nil {
			faults = append(faults, fmt.Errorf("words of %q: %s: the id %q is there twice", source.Name, name, id))
			continue
		}
		read, err := newText(source.Name, message)
		if err != nil {
			faults = append(faults, fmt.Errorf("words of %q: %s: %q: %w", source.Name, name, id, err))
			continue
		}
		texts[id] = read
		message.ID = read.key
	}
	if err := bundle.AddMessages(t.tag, parsed.Messages...); err != nil {
		faults = append(faults, fmt.Errorf("words of %q: %s: %w", source.Name, name, err))
	}
	return faults
}

// differences compares each language with the first one.
func (c *Catalogue) differences() []error {
	var faults []error
	first := c.tongues[Languages[0]]
	for _, lang := range Languages[1:] {
		other := c.tongues[lang]
		for _, name := range slices.Sorted(maps.Keys(first.texts)) {
			for _, id := range slices.Sorted(maps.Keys(first.texts[name])) {
				twin := other.texts[name][id]
				if twin == nil {
					faults = append(faults, fmt.Errorf("words of %q: %q is missing in %s", name, id, lang))
				} else if err := first.texts[name][id].differs(twin); err != nil {
					faults = append(faults, fmt.Errorf("words of %q: %q in %s and %s: %w", name, id, Languages[0], lang, err))
				}
			}
			for _, id := range slices.Sorted(maps.Keys(other.texts[name])) {
				if first.texts[name][id] == nil {
					faults = append(faults, fmt.Errorf("words of %q: %q is missing in %s", name, id, Languages[0]))
				}
			}
		}
		faults = append(faults, termDifferences(first, other)...)
	}
	return faults
}

// In gives who speaks a language of Languages for the namespace of a name. Ids are
// looked up there first, then among the shared ones; a name without texts of its own
// has the shared ones. It panics for other languages, because addresses are checked
// before. It costs one small allocation.
func (c *Catalogue) In(lang, name string) *Speaker {
	spoken := c.tongues[lang]
	if spoken == nil {
		panic("words: no language " + lang)
	}
	return &Speaker{tongue: spoken, own: spoken.texts[name]}
}
