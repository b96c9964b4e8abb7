package main

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/exitgraph/exitgraph/internal/neo4jtest"
)

// ownCertificate makes a certificate that is its own authority, and writes it and
// its key to files.
func ownCertificate(t *testing.T) (pair tls.Certificate, certFile, keyFile string) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "relay"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
	certificate, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certText := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})
	keyText := pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: secret})
	folder := t.TempDir()
	certFile, keyFile = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	for file, text := range map[string][]byte{certFile: certText, keyFile: keyText} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if pair, err = tls.X509KeyPair(certText, keyText); err != nil {
		t.Fatal(err)
	}
	return pair, certFile, keyFile
}

func TestCertificatesAreVerifiedAndShownAsTheFlagsSay(t *testing.T) {
	server := neo4jtest.Shared(t)
	pair, certFile, keyFile := ownCertificate(t)
	target := strings.TrimPrefix(server.URI, "bolt://")
	const plenty = 1 << 30
	known := x509.NewCertPool()
	known.AddCert(pair.Leaf)
	open := newRelay(t, target, plenty, &tls.Config{Certificates: []tls.Certificate{pair}, MinVersion: tls.VersionTLS12})
	strict := newRelay(t, target, plenty, &tls.Config{
		Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: known, MinVersion: tls.VersionTLS12,
	})
	environ := []string{passwordVariable + "=" + server.Password}
	shown := []string{"--neo4j-client-cert", certFile, "--neo4j-client-key", keyFile}
	for _, c := range []struct {
		store  string
		flags  []string
		status int
		says   string
	}{
		{"bolt+s://" + open.address, nil, exitUnavailable, "The certificate of the database is not one to trust"},
		{"bolt+s://" + open.address, []string{"--neo4j-ca-file", certFile}, exitOK, ""},
		{"bolt+ssc://" + open.address, nil, exitOK, ""},
		{"bolt+ssc://" + strict.address, nil, exitUnavailable, "The certificate of the database is not one to trust"},
		{"bolt+ssc://" + strict.address, shown, exitOK, ""},
		{"bolt+s://" + strict.address, append([]string{"--neo4j-ca-file", certFile}, shown...), exitOK, ""},
	} {
		status, said := runWith(t, environ, append([]string{"version", "--store", c.store}, c.flags...)...)
		if status != c.status || !strings.Contains(said, c.says) {
			t.Errorf("%s %v ended with %d, want %d, and said %s", c.store, c.flags, status, c.status, said)
		}
	}
	// No waiting mends it, so serve does not start.
	status, said := runWith(t, environ, "serve", "--addr", "127.0.0.1:0", "--store", "bolt+s://"+open.address)
	if status != exitUnavailable || !strings.Contains(said, "certificate") {
		t.Errorf("serve ended with %d and said %s", status, said)
	}
}
