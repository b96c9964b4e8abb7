package chromium

import (
	"context"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/audits"
	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// Settings are what a reader has chosen, or has at hand. The zero value is a window
// of 1280 by 800, light, with scripts, in English.
type Settings struct {
	// NoScript keeps all scripts of pages from running. What tests evaluate runs all
	// the same, apart from what needs timers or events: see Tab.Awake.
	NoScript bool
	// Width and Height of the window in CSS pixels at a zoom of 100 %; 0 is 1280, 800.
	Width, Height int
	// Zoom in per cent; 0 is 100. At 200 a window of 1280 shows 640 CSS pixels.
	Zoom int
	// Dark prefers a dark colour scheme; a light one is preferred otherwise.
	Dark bool
	// ForcedColors replaces the page's colours by those of the system, as high
	// contrast does.
	ForcedColors bool
	// ReducedMotion asks pages to keep still.
	ReducedMotion bool
	// Print shows pages as they would be printed.
	Print bool
	// Sight shows pictures as a person sees them who has "protanopia", "deuteranopia",
	// "tritanopia", "achromatopsia" or "blurredVision"; "" is typical sight.
	Sight string
	// Language is the value of Accept-Language, such as "it" or "it-IT,it;q=0.9"; ""
	// is "en".
	Language string
}

func (s Settings) withDefaults() Settings {
	if s.Width == 0 {
		s.Width = 1280
	}
	if s.Height == 0 {
		s.Height = 800
	}
	if s.Zoom == 0 {
		s.Zoom = 100
	}
	if s.Sight == "" {
		s.Sight = "none"
	}
	if s.Language == "" {
		s.Language = "en"
	}
	return s
}

// apply makes a new tab that of a reader with these settings.
func (s Settings) apply() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, t *chromedp.Target) error {
		agent, err := chromedp.CallBrowser(ctx, browser.GetVersion, cdp.Empty{})
		if err != nil {
			return err
		}
		zoom := float64(s.Zoom) / 100
		first := func(_ cdp.Empty, err error) error { return err }
		for _, do := range []func() error{
			func() error { return first(cdp.Call(ctx, t, audits.Enable, cdp.Empty{})) },
			func() error { return first(cdp.Call(ctx, t, accessibility.Enable, cdp.Empty{})) },
			func() error {
				return first(cdp.Call(ctx, t, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: s.NoScript}))
			},
			func() error {
				return first(cdp.Call(ctx, t, emulation.SetDeviceMetricsOverride, emulation.SetDeviceMetricsOverrideParams{
					Width: int64(float64(s.Width) / zoom), Height: int64(float64(s.Height) / zoom), DeviceScaleFactor: zoom,
				}))
			},
			func() error { return first(cdp.Call(ctx, t, emulation.SetEmulatedMedia, s.media())) },
			func() error {
				return first(cdp.Call(ctx, t, emulation.SetEmulatedVisionDeficiency, emulation.SetEmulatedVisionDeficiencyParams{
					Type: emulation.SetEmulatedVisionDeficiencyType(s.Sight),
				}))
			},
			// Tabs stand side by side, and each behaves as the one in front.
			func() error {
				return first(cdp.Call(ctx, t, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}))
			},
			func() error {
				return first(cdp.Call(ctx, t, emulation.SetUserAgentOverride, emulation.SetUserAgentOverrideParams{
					UserAgent: agent.UserAgent, AcceptLanguage: s.Language,
				}))
			},
		} {
			if err := do(); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s Settings) media() emulation.SetEmulatedMediaParams {
	choose := func(chosen bool, yes, no string) string {
		if chosen {
			return yes
		}
		return no
	}
	return emulation.SetEmulatedMediaParams{
		Media: choose(s.Print, "print", ""),
		Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: choose(s.Dark, "dark", "light")},
			{Name: "forced-colors", Value: choose(s.ForcedColors, "active", "none")},
			{Name: "prefers-reduced-motion", Value: choose(s.ReducedMotion, "reduce", "no-preference")},
		},
	}
}
