package chromium

import (
	"context"
	"net/url"

	"github.com/chromedp/cdproto/cachestorage"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/domstorage"
	"github.com/chromedp/cdproto/indexeddb"
	"github.com/chromedp/cdproto/storage"
	"github.com/chromedp/chromedp"
)

// Storage is what a tab's pages have left in it, by their names.
type Storage struct {
	Cookies   []string // of all origins
	Local     []string // keys of localStorage, as the rest of the page's origin
	Session   []string // keys of sessionStorage
	Databases []string // of IndexedDB
	Caches    []string // of the Cache API
	Workers   []string // scopes of service workers
}

// Storage asks what is stored now. The page that is shown must come from a server.
func (t *Tab) Storage() (Storage, error) {
	return act(t, "ask what is stored", func(ctx context.Context, target *chromedp.Target) (s Storage, err error) {
		u, err := url.Parse(t.URL())
		if err != nil {
			return s, err
		}
		origin := u.Scheme + "://" + u.Host
		cookies, err := chromedp.CallBrowser(ctx, storage.GetCookies, storage.GetCookiesParams{
			BrowserContextID: chromedp.FromContext(ctx).BrowserContextID,
		})
		if err != nil {
			return s, err
		}
		for _, cookie := range cookies.Cookies {
			s.Cookies = append(s.Cookies, cookie.Name)
		}
		for keys, local := range map[*[]string]bool{&s.Local: true, &s.Session: false} {
			items, err := cdp.Call(ctx, target, domstorage.GetDOMStorageItems, domstorage.GetDOMStorageItemsParams{
				StorageID: &domstorage.StorageID{SecurityOrigin: origin, IsLocalStorage: local},
			})
			if err != nil {
				return s, err
			}
			for _, entry := range items.Entries {
				*keys = append(*keys, entry[0])
			}
		}
		databases, err := cdp.Call(ctx, target, indexeddb.RequestDatabaseNames, indexeddb.RequestDatabaseNamesParams{SecurityOrigin: origin})
		if err != nil {
			return s, err
		}
		s.Databases = databases.DatabaseNames
		caches, err := cdp.Call(ctx, target, cachestorage.RequestCacheNames, cachestorage.RequestCacheNamesParams{SecurityOrigin: origin})
		if err != nil {
			return s, err
		}
		for _, cache := range caches.Caches {
			s.Caches = append(s.Caches, cache.CacheName)
		}
		s.Workers, err = chromedp.Evaluate[[]string](
			`(async () => ((await navigator.serviceWorker?.getRegistrations()) ?? []).map((r) => r.scope))()`, awaited)(ctx, target)
		return s, err
	})
}
