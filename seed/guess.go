package seed

import "fmt"

// didYouMean puts a guess before a remedy.
func didYouMean(guess, remedy string) string {
	if guess == "" {
		return remedy
	}
	return fmt.Sprintf("Did you mean %q? %s", guess, remedy)
}
