// Package pages holds tests only: the whole server with its pages, before a real
// browser and before readers who send anything.
package pages
