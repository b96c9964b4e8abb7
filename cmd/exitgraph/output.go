package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/exitgraph/exitgraph/schema"
)

// registerJSON gives a command the flag that turns its output into JSON.
func registerJSON(cmd *cobra.Command, value *bool) {
	cmd.Flags().BoolVar(value, "json", false, "print JSON, for programs")
}

// print writes data to stdout and tells when that did not work.
func (p *process) print(write func(io.Writer)) error {
	out := bufio.NewWriter(p.stdout)
	write(out)
	if err := out.Flush(); err != nil {
		return fail(exitUnavailable, "The output cannot be written: %w.", err)
	}
	return nil
}

// printJSON writes a value to stdout, indented.
func (p *process) printJSON(value any) error {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	if err := encoder.Encode(value); err != nil {
		return err
	}
	return p.print(func(w io.Writer) { fmt.Fprint(w, text.String()) })
}

// printAnswer writes an answer to stdout with a line end: indented, or as it is.
func (p *process) printAnswer(body *schema.Body, pretty bool) error {
	defer body.Release()
	if pretty {
		var text bytes.Buffer
		if err := json.Indent(&text, body.Bytes(), "", "  "); err != nil {
			return err
		}
		return p.print(func(w io.Writer) { fmt.Fprintln(w, text.String()) })
	}
	return p.print(func(w io.Writer) {
		_, _ = body.WriteTo(w) // the buffer keeps the error
		fmt.Fprintln(w)
	})
}
