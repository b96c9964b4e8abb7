package neo4jstore

import (
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j/log"
)

// driverLog hands the driver's log to a function, without the words of a server:
// they can repeat what a question asks for. What the driver itself says names
// addresses, databases and states, and never statements, values or credentials.
type driverLog func(level, line string)

var _ log.Logger = driverLog(nil)

// Error implements the driver's logger.
func (d driverLog) Error(name, id string, err error) {
	d("error", quieten(fmt.Sprintf("%s %s: %v", name, id, err)))
}

// Warnf implements the driver's logger.
func (d driverLog) Warnf(name, id, msg string, args ...any) {
	d("warn", quieten(name+" "+id+": "+fmt.Sprintf(msg, args...)))
}

// Infof implements the driver's logger.
func (d driverLog) Infof(name, id, msg string, args ...any) {
	d("info", quieten(name+" "+id+": "+fmt.Sprintf(msg, args...)))
}

// Debugf implements the driver's logger.
func (d driverLog) Debugf(name, id, msg string, args ...any) {
	d("debug", quieten(name+" "+id+": "+fmt.Sprintf(msg, args...)))
}
