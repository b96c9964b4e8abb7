package main

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"io/fs"
	"os"
)

// tlsConfig says whom to trust and what to show at an encrypted address; nil where
// nothing was asked for.
func (p *process) tlsConfig(o *neo4jOptions, at address) (*tls.Config, error) {
	for _, given := range []struct{ flag, file string }{
		{"neo4j-ca-file", o.caFile}, {"neo4j-client-cert", o.clientCert}, {"neo4j-client-key", o.clientKey},
	} {
		if given.file != "" && !at.encrypted {
			return nil, misuse("%s is for addresses with TLS, such as bolt+s://HOST:7687 or neo4j+s://HOST:7687: write the address so, or leave the file out.", p.called(given.flag))
		}
	}
	switch {
	case o.caFile != "" && at.trusting:
		return nil, misuse("An address with +ssc trusts any certificate, so that %s would not be looked at: write +s in place of +ssc, or leave the file out.", p.called("neo4j-ca-file"))
	case (o.clientCert == "") != (o.clientKey == ""):
		return nil, misuse("A certificate and its key go together: give both --neo4j-client-cert and --neo4j-client-key.")
	case o.caFile == "" && o.clientCert == "":
		return nil, nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if o.caFile != "" {
		text, _, err := readSmallFile(o.caFile)
		if err != nil {
			return nil, p.fromTwin("neo4j-ca-file", err)
		}
		config.RootCAs = x509.NewCertPool()
		if !config.RootCAs.AppendCertsFromPEM(text) {
			return nil, p.fromTwin("neo4j-ca-file", misuse("%s holds no certificate in PEM: name the file with the certificates of your authority.", o.caFile))
		}
	}
	if o.clientCert != "" {
		pair, err := p.clientPair(o)
		if err != nil {
			return nil, err
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return config, nil
}

// clientPair reads the certificate that is shown to the server, and its key.
func (p *process) clientPair(o *neo4jOptions) (tls.Certificate, error) {
	certificate, _, err := readSmallFile(o.clientCert)
	if err != nil {
		return tls.Certificate{}, p.fromTwin("neo4j-client-cert", err)
	}
	key, _, err := readSmallFile(o.clientKey)
	if err != nil {
		return tls.Certificate{}, p.fromTwin("neo4j-client-key", err)
	}
	pair, err := tls.X509KeyPair(certificate, key)
	if err != nil { // its words can repeat parts of the files
		return tls.Certificate{}, misuse("%s and %s are not a certificate and its key in PEM, or do not belong together: name two files that do; a key may not ask for a pass phrase.", o.clientCert, o.clientKey)
	}
	return pair, nil
}

// readSmallFile reads a file of the size that secrets and certificates have.
func readSmallFile(path string) ([]byte, fs.FileMode, error) {
	const most = 1 << 20
	unreadable := func(err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return fail(exitNotFound, "There is no file %s: check the path.", path)
		}
		return fail(exitUnavailable, "The file %s cannot be read: see that it is a file and that you may read it.", path)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, 0, unreadable(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return nil, 0, unreadable(err)
	}
	var text bytes.Buffer
	n, err := io.Copy(&text, io.LimitReader(file, most+1))
	switch {
	case err != nil:
		return nil, 0, unreadable(err)
	case n > most:
		return nil, 0, misuse("%s is too large for what it should hold: check the path.", path)
	}
	return text.Bytes(), info.Mode(), nil
}
