// Package policy holds the rules of the house as tests: which package may import
// which, how long a file may be, which words are not used of people, and what the
// documents must say.
//
// It reads the source tree and knows no other package. It has no code of its own
// besides its tests, and nothing imports it.
package policy
