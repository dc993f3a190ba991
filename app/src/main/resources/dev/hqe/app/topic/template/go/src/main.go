// count_words: counts the words of a text or, without one, of the stored notes.
package main

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}

func main() {
	lines := json.NewDecoder(os.Stdin) // JSON Lines: first the arguments, then a line for each note
	var arguments struct{ Text *string }
	if err := lines.Decode(&arguments); err != nil {
		fail(err)
	}
	words, texts := 0, 0
	if arguments.Text != nil {
		words, texts = len(strings.Fields(*arguments.Text)), 1
	}
	for {
		var note struct{ Data struct{ Text string } }
		if err := lines.Decode(&note); err == io.EOF {
			break
		} else if err != nil {
			fail(err)
		}
		words += len(strings.Fields(note.Data.Text))
		texts++
	}
	if err := json.NewEncoder(os.Stdout).Encode(map[string]int{"words": words, "texts": texts}); err != nil {
		fail(err)
	}
}
