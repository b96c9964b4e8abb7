package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/exitgraph/exitgraph/web/webtest/chromium"
)

// look is how a reader has a page before them.
type look struct {
	width, theme string // as in the names of pictures
	settings     chromium.Settings
}

var looks = []look{
	{"wide", "light", chromium.Settings{Width: 1280, Height: 900}},
	{"wide", "dark", chromium.Settings{Width: 1280, Height: 900, Dark: true}},
	{"narrow", "light", chromium.Settings{Width: 360, Height: 780}},
	{"narrow", "dark", chromium.Settings{Width: 360, Height: 780, Dark: true}},
}

// picture is one that was taken.
type picture struct {
	Page, Lang, Width, Theme string
	File                     string // its name in the folder
	Address                  string // what was asked for, on the server
	Status                   int    // what was answered
}

// take takes all pictures of an order, and tells of each.
func take(ctx context.Context, o order, out io.Writer) (pictures []picture, err error) {
	u, err := url.Parse(o.url)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%q is no address of a server", o.url)
	}
	browser, err := chromium.Launch(u.Hostname())
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, browser.Close()) }()
	all := len(o.pages) * len(o.langs) * len(looks)
	for _, lang := range o.langs {
		for _, l := range looks {
			l.settings.Language, l.settings.Sight = lang, o.sight
			tab, err := browser.Open(l.settings)
			if err != nil {
				return nil, err
			}
			for _, p := range o.pages {
				if ctx.Err() != nil {
					return nil, ctx.Err()
				}
				begin := time.Now()
				one := picture{Page: p.name, Lang: lang, Width: l.width, Theme: l.theme, Address: p.in(lang)}
				one.File = fmt.Sprintf("%s.%s.%s.%s.png", p.name, lang, l.width, l.theme)
				size, err := one.take(tab, o)
				if err != nil {
					return nil, err
				}
				pictures = append(pictures, one)
				fmt.Fprintf(out, "%3d/%d  %s  %d KiB, %.1f s%s\n", len(pictures), all, one.File, (size+1023)/1024, time.Since(begin).Seconds(), one.Remark())
			}
			tab.Close()
		}
	}
	return pictures, nil
}

func (p *picture) take(tab *chromium.Tab, o order) (size int, err error) {
	if p.Status, err = tab.Go(o.url + p.Address); err != nil {
		return 0, err
	}
	if err := tab.Settle(); err != nil {
		return 0, err
	}
	png, err := tab.Screenshot()
	if err != nil {
		return 0, err
	}
	return len(png), os.WriteFile(filepath.Join(o.folder, p.File), png, 0o644)
}

// expected tells whether the answer was that of a page. A page that is called missing is
// the one that says so.
func (p picture) expected() bool {
	return p.Status == http.StatusOK || p.Page == "missing" && p.Status == http.StatusNotFound
}

// Remark tells of an answer that was not that of a page; it is empty otherwise.
func (p picture) Remark() string {
	if p.expected() {
		return ""
	}
	return fmt.Sprintf(", status %d", p.Status)
}

// unexpected is an error where pages were not as they should be.
func unexpected(pictures []picture) error {
	var err error
	told := map[string]bool{}
	for _, p := range pictures {
		if !p.expected() && !told[p.Address] {
			told[p.Address] = true
			err = errors.Join(err, fmt.Errorf("%s answers with status %d", p.Address, p.Status))
		}
	}
	return err
}
