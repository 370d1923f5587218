// SPDX-License-Identifier: Apache-2.0
// The command line: flags to options, one command, exit code. One of the three places that catch
// everything.
#include "config/config_file.hpp"
#include "core/log.hpp"
#include "core/nearest_name.hpp"
#include "server/commands/command.hpp"
#include "server/commands/explain.hpp"
#include "server/commands/schedules.hpp"
#include "storage/connection.hpp"
#include "storage/migrations.hpp"
#include "storage/store_lock.hpp"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <iostream>
#include <system_error>

namespace inspectord {
namespace {

/// Flags that every command takes.
struct CommonFlags {
  std::string config;
  std::string data;
  std::string language;
  std::string web_directory;
  std::vector<std::string> settings;  ///< "http.port=8080"
};

ConfigSources sources_of(const CommonFlags& flags) {
  ConfigSources sources{.file = {}, .environment = current_environment(), .flags = {}};
  sources.environment.erase(
      "INSPECTORD_FAILPOINT");  // no setting: `serve` reads it for the crash test
  sources.file = flags.config.empty() ? find_config_file(sources.environment)
                                      : std::optional<std::filesystem::path>{flags.config};
  if (!flags.data.empty())
    sources.flags.emplace_back("storage.path", flags.data + "/inspectord.db");
  if (!flags.language.empty()) sources.flags.emplace_back("locale.language", flags.language);
  if (!flags.web_directory.empty()) sources.flags.emplace_back("http.web_dir", flags.web_directory);
  for (const auto& setting : flags.settings) {
    const auto equals = setting.find('=');
    if (equals == std::string::npos) {
      const Language language = parse_language(flags.language).value_or(Language::vi);
      throw CommandError{ExitCode::usage, words(language, "command.bad_set", {{"text", setting}})};
    }
    sources.flags.emplace_back(setting.substr(0, equals), setting.substr(equals + 1));
  }
  return sources;
}

Options options_of(const CommonFlags& flags) {
  auto loaded = load_options(sources_of(flags));
  if (auto* options = std::get_if<Options>(&loaded)) return std::move(*options);
  const Language language = parse_language(flags.language).value_or(Language::vi);
  std::string text;
  for (const auto& fault : std::get<1>(loaded))
    text += (text.empty() ? "" : "\n") + describe(language, fault);
  throw CommandError{ExitCode::config, text};
}

using Run = std::function<ExitCode(const Console&)>;

/// One command: its name, what it is for, and how its flags are bound.
void add(CLI::App& app, Run& chosen, const std::string& name, const std::string& about,
         const std::function<Run(CLI::App&)>& bind) {
  auto* command = app.add_subcommand(name, about);
  Run run = bind(*command);
  command->callback([&chosen, run] { chosen = run; });
}

/// Of what computes days without a store.
void add_calendar_option(CLI::App& command, std::string& file) {
  command.add_option("--calendar", file, "File with days off, instead of the program's own");
}

void add_file_commands(CLI::App& app, Run& chosen) {
  add(app, chosen, "check", "Read plan files and say what they leave open or contradict",
      [](CLI::App& c) -> Run {
        auto o = std::make_shared<CheckOptions>();
        c.add_option("FILE", o->files, "Plan files")->required();
        add_calendar_option(c, o->calendar);
        c.add_flag("--json", o->json, "An array of warnings");
        return [=](const Console& console) { return check(console, *o); };
      });
  add(app, chosen, "preview", "List every reminder instant of a plan file", [](CLI::App& c) -> Run {
    auto o = std::make_shared<PreviewOptions>();
    c.add_option("FILE", o->file, "Plan file")->required();
    c.add_option("--policy", o->policy,
                 "Reminder policy, or a file with one, instead of the plan's own");
    add_calendar_option(c, o->calendar);
    c.add_option("--from", o->from, "First day or instant");
    c.add_option("--to", o->to, "Last day, or instant");
    c.add_option("--as-of", o->as_of, "What a notification at this instant would drop");
    c.add_flag("--json", o->json, "An array of objects");
    return [=](const Console& console) { return preview(console, *o); };
  });
  add(app, chosen, "rehearse", "Play a plan's whole life on a moved clock; messages become files",
      [](CLI::App& c) -> Run {
        auto o = std::make_shared<RehearseOptions>();
        c.add_option("FILE", o->file, "Plan file")->required();
        c.add_option("--from", o->from, "Day of signing and notifying")->required();
        c.add_option("--to", o->to, "Last day")->required();
        c.add_option("--out", o->out_directory, "Directory for the messages")->required();
        c.add_option("--missing", o->missing,
                     "Keys of duties never filed, of visits never recorded");
        add_calendar_option(c, o->calendar);
        return [=](const Console& console) { return rehearse(console, *o); };
      });
  add(app, chosen, "explain", "Say what dates and deadlines of a Vietnamese text mean, and why",
      [](CLI::App& c) -> Run {
        auto o = std::make_shared<ExplainOptions>();
        auto* text = c.add_option("TEXT", o->text, "A phrase, a sentence or a whole paper");
        auto* batch = c.add_flag("--batch", o->batch, "JSON Lines from standard input");
        c.add_option("--year", o->context_year, "The year of the paper, for dates without one")
            ->excludes(batch);
        c.add_flag("--json", o->json, "An array of objects")->excludes(batch);
        add_calendar_option(c, o->calendar);
        batch->excludes(text);
        return [=](const Console& console) {
          if (!o->batch && text->empty()) fail(console, ExitCode::usage, "explain.text_needed");
          return explain(console, *o, std::cin);
        };
      });
  add(app, chosen, "workflow", "Print the state machines", [](CLI::App& c) -> Run {
    auto format = std::make_shared<std::string>("mermaid");
    c.add_option("--format", *format, "mermaid or markdown")
        ->check(CLI::IsMember({"mermaid", "markdown"}));
    return [=](const Console& console) { return workflow(console, *format); };
  });
}

void add_store_commands(CLI::App& app, Run& chosen) {
  add(app, chosen, "import",
      "Take plan files, exported plans with their files, directory files, and tables (CSV, XLSX)",
      [](CLI::App& c) -> Run {
        auto o = std::make_shared<ImportOptions>();
        c.add_option("FILE", o->files, "Files, and directories of export --out")->required();
        c.add_option("--user", o->user, "Who imports")->required();
        c.add_option("--table", o->table, "What tables hold: plans, units or visits")
            ->check(CLI::IsMember({"plans", "units", "visits"}));
        c.add_option("--plan", o->plan, "Of units or visits: the plan's id or key");
        c.add_flag("--dry-run", o->dry_run, "Only say what would be done");
        return [=](const Console& console) { return import(console, *o); };
      });
  add(app, chosen, "export", "Write a plan as a plan file, or plans, schedules, ledgers as a table",
      [](CLI::App& c) -> Run {
        auto o = std::make_shared<ExportOptions>();
        c.add_option("PLAN,--plan", o->plan, "Id or key; of a table: only this plan");
        c.add_option("--out", o->out,
                     "A new directory for the plan with its files; a new file for a table");
        auto* format = c.add_option("--format", o->format, "A table: csv, xlsx or json")
                           ->check(CLI::IsMember({"csv", "xlsx", "json"}));
        c.add_option("--table", o->table, "What it holds: plans, schedules or ledgers")
            ->check(CLI::IsMember({"plans", "schedules", "ledgers"}))
            ->needs(format);
        c.add_option("--user", o->user, "Whose house, and what of others it may see")
            ->needs(format);
        return [=](const Console& console) {
          if (o->format.empty() && o->plan.empty())
            fail(console, ExitCode::usage, "command.export.what_needed");
          return o->format.empty() ? export_plan(console, o->plan, o->out)
                                   : export_table(console, *o);
        };
      });
  auto* user = app.add_subcommand("user", "Users")->require_subcommand(1);
  add(*user, chosen, "add", "Add a user", [](CLI::App& c) -> Run {
    auto o = std::make_shared<UserOptions>();
    c.add_option("NAME", o->name, "Name, as the user signs")->required();
    c.add_option("--agency", o->agency, "Name of the user's agency")->required();
    c.add_option("--under", o->under, "The body above it, where several have that name");
    c.add_flag("--new-agency", o->new_agency, "Add it though others have nearly that name");
    c.add_option("--role", o->roles,
                 "administrator, planner, approver, clerk, inspector, agency, auditor")
        ->required();
    return [=](const Console& console) { return add_user(console, *o); };
  });
  add(*user, chosen, "list", "List the users",
      [](CLI::App&) -> Run { return [](const Console& console) { return list_users(console); }; });
  add(app, chosen, "token", "Make a bearer token for a user", [](CLI::App& c) -> Run {
    auto name = std::make_shared<std::string>();
    auto label = std::make_shared<std::string>();
    auto days = std::make_shared<int>(365);
    c.add_option("--user", *name, "Whose")->required();
    c.add_option("--label", *label, "What it is for");
    c.add_option("--days", *days, "Valid for so many days; 0: for ever")
        ->check(CLI::Range(0, 3650));
    return [=](const Console& console) { return issue_token(console, *name, *label, *days); };
  });
}

void add_calendar_commands(CLI::App& app, Run& chosen) {
  auto* calendar =
      app.add_subcommand("calendar", "Days off and working days")->require_subcommand(1);
  add(*calendar, chosen, "show", "Print the days off of a year", [](CLI::App& c) -> Run {
    auto year = std::make_shared<int>(0);
    c.add_option("--year", *year, "Instead of this year")->check(CLI::Range(1900, 2199));
    return [=](const Console& console) { return show_calendar(console, *year); };
  });
  add(*calendar, chosen, "check", "Read a calendar file", [](CLI::App& c) -> Run {
    auto file = std::make_shared<std::string>();
    c.add_option("FILE", *file, "Calendar file")->required();
    return [=](const Console& console) { return check_calendar(console, *file); };
  });
  const auto change = [&](const std::string& name, const std::string& about,
                          ExitCode (*command)(const Console&, const CalendarOptions&)) {
    add(*calendar, chosen, name, about, [command](CLI::App& c) -> Run {
      auto o = std::make_shared<CalendarOptions>();
      c.add_option("FILE", o->file, "Calendar file")->required();
      c.add_option("--user", o->user, "Who changes it")->required();
      c.add_flag("--own", o->own, "The calendar of the user's agency, not the house's");
      return [=](const Console& console) { return command(console, *o); };
    });
  };
  change("preview", "Say what a calendar would move, and change nothing", preview_calendar);
  change("accept", "Put a calendar in force; deadlines and reminders follow", accept_calendar);
}

void add_copy_commands(CLI::App& app, Run& chosen) {
  add(app, chosen, "backup", "Copy the database and its files, while the service may be running",
      [](CLI::App& c) -> Run {
        auto out = std::make_shared<std::string>();
        auto verify = std::make_shared<std::string>();
        auto* place = c.add_option_group("place")->require_option(1);
        place->add_option("--out", *out, "A new or empty directory for the copy, or NAME.tar");
        place->add_option("--verify", *verify, "Read a copy and say whether it is whole");
        return [=](const Console& console) {
          return verify->empty() ? back_up(console, *out) : verify_copy(console, *verify);
        };
      });
  add(app, chosen, "restore", "Put a copy back; refuses one that is not whole",
      [](CLI::App& c) -> Run {
        auto from = std::make_shared<std::string>();
        auto replace = std::make_shared<bool>(false);
        c.add_option("FROM", *from, "The copy: a directory, or one .tar")->required();
        c.add_flag("--replace", *replace, "In place of what is there now");
        auto resume = std::make_shared<bool>(false);
        c.add_flag("--resume-sending", *resume, "Do not pause sending until somebody has looked");
        return [=](const Console& console) {
          return restore(console, *from, *replace,
                         *resume ? AfterRestore::sends : AfterRestore::paused);
        };
      });
  add(app, chosen, "migrate", "Bring the database to this program's schema",
      [](CLI::App& c) -> Run {
        auto dry_run = std::make_shared<bool>(false);
        c.add_flag("--dry-run", *dry_run, "Only say which steps are left");
        return [=](const Console& console) { return migrate_store(console, *dry_run); };
      });
}

void add_service_commands(CLI::App& app, Run& chosen) {
  const auto plain = [&](const std::string& name, const std::string& about,
                         ExitCode (*command)(const Console&)) {
    add(app, chosen, name, about, [command](CLI::App&) -> Run { return command; });
  };
  plain("serve", "Run the service", serve);
  plain("doctor", "Look at the database and say how it is", doctor);
  add(app, chosen, "routines", "List what the service does again and again",
      [](CLI::App& c) -> Run {
        auto json = std::make_shared<bool>(false);
        c.add_flag("--json", *json, "Machine-readable");
        return [=](const Console& console) { return routines(console, *json); };
      });
  plain("check-config", "Read the configuration and print it, secrets masked", check_config);
  add(app, chosen, "demo", "Load the five plans into a fresh database, as if issued lately",
      [](CLI::App& c) -> Run {
        auto o = std::make_shared<DemoOptions>();
        c.add_option("--plans", o->plans, "Directory of the plan files");
        c.add_option("--as-of", o->as_of, "Instant to take for now");
        return [=](const Console& console) { return demo(console, *o); };
      });
  add(app, chosen, "send-test", "Queue a test mail", [](CLI::App& c) -> Run {
    auto address = std::make_shared<std::string>();
    c.add_option("ADDRESS", *address, "Mail address")->required();
    return [=](const Console& console) { return send_test(console, *address); };
  });
}

/// Reads until the end of what comes in; an answer is flushed before the next line is waited for.
template <class Batch>
ExitCode run_batch(const Console& console, Batch batch) {
  std::ios::sync_with_stdio(false);
  return batch(console, std::cin);
}

/// A command takes either its text or --batch.
void require_one(const Console& console, bool has_text, bool batch, const std::string& what) {
  if (has_text != batch) return;
  fail(console, ExitCode::usage, "command.schedule.text_or_batch", {{"what", what}});
}

void add_cron_commands(CLI::App& app, Run& chosen) {
  auto* cron = app.add_subcommand("cron", "Cron expressions")->require_subcommand(1);
  add(*cron, chosen, "next", "List the next instants of an expression", [](CLI::App& c) -> Run {
    auto o = std::make_shared<CronNextOptions>();
    auto batch = std::make_shared<bool>(false);
    auto dst = std::make_shared<std::string>("vixie");
    c.add_option("EXPRESSION", o->expression, "5 to 7 fields, or a nickname");
    c.add_option("--zone", o->zone, "Time zone (IANA name)");
    c.add_option("--count", o->count, "How many")->check(CLI::Range(0, 1'000'000));
    c.add_option("--after", o->after, "Strictly after this instant instead of now");
    c.add_option("--dst", *dst, "vixie or ocps: what gaps and repeated hours do")
        ->check(CLI::IsMember({"vixie", "ocps"}));
    c.add_flag("--batch", *batch, R"(JSON Lines {"id","expr","tz","start","n"} in)");
    return [=](const Console& console) {
      require_one(console, !o->expression.empty(), *batch, "EXPRESSION");
      o->dst = parse_dst_policy(*dst).value();
      o->now = std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
      if (!*batch) return cron_next(console, *o);
      return run_batch(console,
                       [&](const auto& to, auto& in) { return cron_batch(to, in, o->dst); });
    };
  });
  add(*cron, chosen, "explain", "Put an expression into words", [](CLI::App& c) -> Run {
    auto expression = std::make_shared<std::string>();
    c.add_option("EXPRESSION", *expression, "5 to 7 fields, or a nickname")->required();
    return [=](const Console& console) { return cron_explain(console, *expression); };
  });
}

void add_rule_commands(CLI::App& app, Run& chosen) {
  auto* rule = app.add_subcommand("rrule", "Recurrence rules (RFC 5545)")->require_subcommand(1);
  add(*rule, chosen, "expand", "List the instants of a rule", [](CLI::App& c) -> Run {
    auto o = std::make_shared<RuleExpandOptions>();
    auto batch = std::make_shared<bool>(false);
    auto gap = std::make_shared<std::string>("shift");
    c.add_option("RULE", o->rule, "FREQ=MONTHLY;BYDAY=-1FR");
    c.add_option("--dtstart", o->start, "Local time without offset, or a day");
    c.add_option("--zone", o->zone, "Time zone (IANA name)");
    c.add_option("--count", o->count, "How many")->check(CLI::Range(0, 1'000'000));
    c.add_option("--after", o->after, "Strictly after this instant instead of from the start on");
    c.add_option("--rdate", o->dates, "One more: local time, or instant");
    c.add_option("--exdate", o->exceptions, "Left out: local time, or instant");
    c.add_option("--gap", *gap, "shift or skip: what local times inside a gap do")
        ->check(CLI::IsMember({"shift", "skip"}));
    c.add_flag("--batch", *batch, R"(JSON Lines {"id","rrule","dtstart","tz","n"} in)");
    return [=](const Console& console) {
      require_one(console, !o->rule.empty() && !o->start.empty(), *batch, "RULE --dtstart");
      o->gap = parse_gap_rule(*gap).value();
      if (!*batch) return rule_expand(console, *o);
      return run_batch(console,
                       [&](const auto& to, auto& in) { return rule_batch(to, in, o->gap); });
    };
  });
}

ExitCode run(const Run& chosen, const CommonFlags& flags) {
  const Options options = options_of(flags);
  log::configure(options.log.format, options.log.level);
  const Console console{.options = options,
                        .language = parse_language(options.locale.language).value_or(Language::vi),
                        .out = std::cout,
                        .err = std::cerr};
  const ExitCode code = chosen(console);
  std::cout.flush();
  return std::cout ? code : ExitCode::io;
}

/// Runs the command and turns whatever it throws into words and an exit code.
ExitCode guarded(const Run& chosen, const CommonFlags& flags) {
  const auto say = [](ExitCode code, const std::string& what) {
    std::cerr << "inspectord: " << what << "\n";
    return code;
  };
  try {
    return run(chosen, flags);
  } catch (const CommandError& error) {
    return say(error.code(), error.what());
  } catch (const SchemaError& error) {
    return say(ExitCode::config, error.what());
  } catch (const StoreInUse& error) {
    return say(ExitCode::try_again, error.what());
  } catch (const StorageError& error) {
    return say(ExitCode::io, error.what());
  } catch (const std::invalid_argument& error) {
    return say(ExitCode::config, error.what());
  } catch (const std::filesystem::filesystem_error& error) {
    return say(ExitCode::cannot_create, error.path1().string() + ": " + error.code().message());
  } catch (const std::system_error& error) {
    return say(ExitCode::unavailable, error.what());
  } catch (const std::exception& error) {
    return say(ExitCode::internal, error.what());
  }
}

/// Names the word that is no command, and the one that was most likely meant.
void say_unknown_command(const CLI::App& app, const CommonFlags& flags) {
  const auto words_left = app.remaining();
  if (words_left.empty() || words_left.front().starts_with('-') || !app.get_subcommands().empty())
    return;
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  const std::vector<std::string_view> known{names.begin(), names.end()};
  const auto nearest = nearest_name(words_left.front(), known);
  const Language language = parse_language(flags.language).value_or(Language::vi);
  std::cerr << "inspectord: "
            << words(language, "command.unknown_command",
                     {{"found", words_left.front()}, {"nearest", std::string{nearest}}})
            << "\n";
}

}  // namespace
}  // namespace inspectord

int main(int argc, char** argv) {
  using namespace inspectord;
  CLI::App app{"Plans inspections and makes sure that nobody misses what follows from them."};
  app.set_version_flag("--version", "inspectord 0.1.0");
  app.require_subcommand(1);
  app.fallthrough();
  CommonFlags flags;
  app.add_option("--config", flags.config, "Configuration file");
  app.add_option("--data", flags.data, "Directory of the database and the spool");
  app.add_option("--lang", flags.language, "vi or en");
  app.add_option("--web-dir", flags.web_directory, "A built page instead of the program's own");
  app.add_option("--set", flags.settings, "A setting, as KEY=VALUE (http.port=8480)");
  Run chosen;
  add_file_commands(app, chosen);
  add_store_commands(app, chosen);
  add_calendar_commands(app, chosen);
  add_copy_commands(app, chosen);
  add_service_commands(app, chosen);
  add_cron_commands(app, chosen);
  add_rule_commands(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    say_unknown_command(app, flags);
    const int code = app.exit(error);
    return code == 0 ? 0 : static_cast<int>(ExitCode::usage);
  }
  return static_cast<int>(guarded(chosen, flags));
}
