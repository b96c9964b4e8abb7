package server_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"debug/elf"
	"encoding/binary"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/exitgraph/exitgraph/internal/server"
	"github.com/exitgraph/exitgraph/schema"
)

// unzstd unpacks with the decoder of the standard library, which has one for the
// sections of executables and for nothing else: so the text becomes a section of one.
func unzstd(t *testing.T, packed string, size int) string {
	t.Helper()
	const head, entry, zstd = 64, 64, 2
	var data bytes.Buffer
	write := func(values ...any) {
		for _, v := range values {
			if err := binary.Write(&data, binary.LittleEndian, v); err != nil {
				t.Fatal(err)
			}
		}
	}
	section := elf.Chdr64{Type: zstd, Size: uint64(size), Addralign: 1}
	length := uint64(binary.Size(section) + len(packed))
	write(elf.Header64{
		Ident: [elf.EI_NIDENT]byte{0x7f, 'E', 'L', 'F', byte(elf.ELFCLASS64), byte(elf.ELFDATA2LSB), byte(elf.EV_CURRENT)},
		Type:  uint16(elf.ET_REL), Machine: uint16(elf.EM_X86_64), Version: uint32(elf.EV_CURRENT),
		Shoff: head, Ehsize: head, Shentsize: entry, Shnum: 3, Shstrndx: 2,
	})
	write(elf.Section64{},
		elf.Section64{Type: uint32(elf.SHT_PROGBITS), Flags: uint64(elf.SHF_COMPRESSED), Off: head + 3*entry, Size: length, Addralign: 1},
		elf.Section64{Type: uint32(elf.SHT_STRTAB), Off: head + 3*entry + length, Size: 1, Addralign: 1})
	write(section)
	data.WriteString(packed)
	data.WriteByte(0)
	file, err := elf.NewFile(bytes.NewReader(data.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	text, err := file.Sections[1].Data()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func gunzip(t *testing.T, packed string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestAnswersAreCompressedAsTheirReadersPrefer(t *testing.T) {
	long, short := `{"data":"`+strings.Repeat("evidence of exit ", 20_000)+`"}`, `{"data":"short"}`
	ts := newMeasured(t, server.Config{Engine: engineFunc(func(_ context.Context, r schema.Request) *schema.Response {
		text := long
		if r.Query == "{short}" {
			text = short
		}
		return &schema.Response{Body: schema.NewBody([]byte(text)), Executed: true}
	})})
	for accepted, want := range map[string]string{
		"gzip":                   "gzip",
		"zstd":                   "zstd",
		"gzip, deflate, br":      "gzip",
		"gzip, br, zstd":         "zstd",
		"zstd;q=0.5, gzip;q=0.8": "gzip",
		"zstd;q=0, gzip":         "gzip",
		"gzip;q=0":               "",
		"identity":               "",
		"br":                     "",
	} {
		a := ts.ask(t, "POST", "/graphql", query(`{long}`), "Accept-Encoding", accepted)
		text := a.Body
		switch a.Header.Get("Content-Encoding") {
		case "gzip":
			text = gunzip(t, a.Body)
		case "zstd":
			text = unzstd(t, a.Body, len(long))
		}
		if a.Header.Get("Content-Encoding") != want || text != long || want != "" && len(a.Body) > len(long)/10 {
			t.Errorf("for %q: encoding %q, %d bytes, which are %d", accepted, a.Header.Get("Content-Encoding"), len(a.Body), len(text))
		}
		if !slices.Contains(a.Header.Values("Vary"), "Accept-Encoding") {
			t.Errorf("for %q: Vary is %q", accepted, a.Header.Values("Vary"))
		}
		if a := ts.ask(t, "POST", "/graphql", query(`{short}`), "Accept-Encoding", accepted); a.Body != short || a.Header.Get("Content-Encoding") != "" {
			t.Errorf("a short answer for %q: encoding %q, %d bytes", accepted, a.Header.Get("Content-Encoding"), len(a.Body))
		}
	}
	got := ts.figures(t)
	for _, encoding := range []string{"gzip", "zstd", "identity"} {
		if got["exitgraph_http_sent_bytes_total encoding="+encoding] == 0 {
			t.Errorf("no bytes are counted for %s", encoding)
		}
	}
}

// A wrong length would be worse than none: GET may be answered in fewer bytes.
func TestHeadTellsNoLengthAndCountsNoBytesThatWereNotSent(t *testing.T) {
	ts := newMeasured(t, server.Config{})
	for _, target := range []string{getQuery(phasesAndFactors), "/schema.graphql"} {
		if get := ts.ask(t, "GET", target, "", "Accept-Encoding", "zstd"); get.Header.Get("Content-Encoding") != "zstd" {
			t.Fatalf("%s: status %d, encoding %q", target, get.Status, get.Header.Get("Content-Encoding"))
		}
		sent := func() float64 { return ts.figures(t)["exitgraph_http_sent_bytes_total encoding=identity"] }
		sent()
		before := sent()
		figures := sent() - before // bytes of the figures themselves
		for _, accepted := range []string{"zstd", "identity"} {
			head := ts.ask(t, "HEAD", target, "", "Accept-Encoding", accepted)
			if head.Status != 200 || head.Header.Get("ETag") == "" || head.Header.Get("Content-Length") != "" {
				t.Errorf("%s for %s: status %d, headers %v", target, accepted, head.Status, head.Header)
			}
		}
		if more := sent() - before - 2*figures; more > 200 {
			t.Errorf("%s: some %v bytes are counted that were not sent", target, more)
		}
	}
}
