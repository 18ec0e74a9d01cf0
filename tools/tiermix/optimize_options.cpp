// What tiermix optimize can be asked.

#include "tools/tiermix/optimize.hpp"
#include "tools/tiermix/terminal.hpp"

namespace tiermix {

const char* const kOptimizeHelp = R"(usage: tiermix optimize FILE [OPTIONS]

Finds the cheapest heads per group that meet the scenario's [targets], or the best values of
anything else, and says with which confidence.

  tiermix optimize desk.toml
  tiermix optimize desk.toml --subject-to 'service_level.phone >= 80% within 20 s'
  tiermix optimize desk.toml --vary rep_group.early.heads=8:30 --vary rep_group.late.heads=4:20
  tiermix optimize desk.toml --vary policy.early.escalate_after=30min:240min:30min

What to decide
  --vary path=a:b:step    a value that --set takes, from a to b; without a step every whole number,
                          or a fine grid (the heads of every group with constant heads, about
                          what it has and what Erlang's formulas ask for)
  --vary path=a,b,c       these values, in this order
  --vary path+path=a:b    several keys as one variable, such as shifts that are to be equal

What is wanted
  --minimise M            a measure (cost_per_case); cost_per_case.tier1 is that of a tier or class
  --maximise M            likewise
  --subject-to TARGET     beside the scenario's targets, or instead of one of the same measure

How sure
  --level 95%             confidence of the choice, and of each interval
  --indifference 0.5%     of the objective: smaller differences are not worth telling apart
  --tolerance 1%          of a target's value: what meets a target by less may be passed over

How much
  --replications N        of the last sample path of the search (20)
  --max-replications N    of all points together (20000)
  --allow-overload        look also where a queue grows without end, by the load before simulation
  --no-prices             do not search again without each target
  --seed S                another seed, other customers (1)
  --threads N             0 for all cores; no part of the result (0)

What
  --set path=value        change one value everywhere; may be repeated
  --strict                warnings about the scenario are errors

Output
  -o, --output FILE       the scenario with the chosen values (the scenario's name with
                          -optimum.toml, in this folder)
  --results FILE.h5       all that was found as a results file, for tiermix report, tiermix export
                          and Python (none)
  --force                 replace such files, and start over where a journal is
  --resume                go on where an optimisation was interrupted, to the same result
  --json                  one JSON object instead of the text
  -q, --quiet             no text, no progress
  --color=auto|always|never, --no-color

On many machines, wave by wave
  --shard K/N             simulate the K-th of N parts of what the search needs next, and leave it
                          in a file; tiermix merge says what is needed then, or has the answer
  --after FILE            what is known so far: the journal that tiermix merge has named (nothing)
  --wave FIRST:LAST       which wave that is, as tiermix merge has named it

Exit status 1: no values meet every target. 4: undecided within --max-replications.

While it runs, what is simulated is kept in a journal beside the output (FILE.journal). Ctrl-C keeps
the journal; --resume continues it, also with more --max-replications.
)";

std::vector<OptionSpec> optimize_specs() {
  return with_colours(options_of(
      {"vary=*",    "set=*",          "subject-to=*", "minimise=",     "maximise=",
       "level=",    "indifference=",  "tolerance=",   "replications=", "max-replications=",
       "seed=",     "threads=",       "after=",       "wave=",         "shard=",
       "results=",  "strict",         "force",        "resume",        "json",
       "no-prices", "allow-overload", "o|output=",    "q|quiet"}));
}

}  // namespace tiermix
