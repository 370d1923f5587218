// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "config/config_file.hpp"
#include "config/options.hpp"
#include "core/refusal.hpp"
#include "words/catalogue.hpp"

#include <iosfwd>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace inspectord {

/// Exit codes of the commands (sysexits.h).
enum class ExitCode {
  ok = 0,
  usage = 64,
  data = 65,
  unavailable = 69,
  internal = 70,
  cannot_create = 73,
  io = 74,
  try_again = 75,
  permission = 77,
  config = 78,
};

/// What every command gets: the options, where its data goes (out) and where it talks (err).
struct Console {
  const Options& options;
  Language language = Language::vi;
  std::ostream& out;
  std::ostream& err;
};

/// A command cannot go on: the words for the person, and the exit code. Caught in main.
class CommandError : public std::runtime_error {
 public:
  CommandError(ExitCode code, const std::string& words) : std::runtime_error(words), code_(code) {}
  ExitCode code() const { return code_; }

 private:
  ExitCode code_;
};

/// The refusal in words, one problem a line with its pointer, and the actions that are open.
std::string describe(Language, const Refusal&);

/// "inspectord.toml:3: http.prot: unknown key (http.port)".
std::string describe(Language, const ConfigFault&);

/// Throws CommandError with the words of a refusal and the code of its kind.
[[noreturn]] void fail(const Console&, const Refusal&);

/// Throws CommandError with words of the catalogue.
[[noreturn]] void fail(const Console&, ExitCode, std::string_view key, const Arguments& = {});

/// Throws CommandError (66 is "no input": we say io, 74).
std::string read_file(const Console&, const std::string& path);

// Commands. Each returns its exit code; the members of its options are its flags.

struct CheckOptions {
  std::vector<std::string> files;
  std::string calendar{};  ///< A file of days off; empty: those of the program.
  bool json = false;
};
ExitCode check(const Console&, const CheckOptions&);

struct PreviewOptions {
  std::string file;
  std::string policy;      ///< Empty: the plan's own.
  std::string calendar{};  ///< A file of days off; empty: those of the program.
  std::string from, to, as_of;
  bool json = false;
};
ExitCode preview(const Console&, const PreviewOptions&);

ExitCode workflow(const Console&, const std::string& format);

struct ImportOptions {
  std::vector<std::string> files;  ///< Plan files, directory files, folders of `export --out`, and
                                   ///< tables (.csv, .xlsx).
  std::string user;
  std::string table = "plans";  ///< What tables hold: plans, units, visits.
  std::string plan{};           ///< Of units and visits: an id or a key.
  bool dry_run = false;         ///< Says what would be done, and does nothing.
};
ExitCode import(const Console&, const ImportOptions&);
/// `plan`: an id or a key. The plan file goes to `out`; with a directory, plan and files go there.
ExitCode export_plan(const Console&, const std::string& plan, const std::string& directory = {});

struct ExportOptions {
  std::string table = "plans";  ///< plans, schedules, ledgers
  std::string format;           ///< csv, xlsx, json
  std::string user;             ///< Whose house, and what of others it may see.
  std::string plan{};           ///< Of schedules and ledgers: an id or a key; empty: all.
  std::string out{};            ///< A new file; empty: `out` of the console.
};
ExitCode export_table(const Console&, const ExportOptions&);

struct UserOptions {
  std::string name, agency;
  std::string under{};      ///< The body above the agency, where its name alone is not clear.
  bool new_agency = false;  ///< Added even where the directory has others of nearly that name.
  std::vector<std::string> roles;
};
ExitCode add_user(const Console&, const UserOptions&);
ExitCode list_users(const Console&);
ExitCode issue_token(const Console&, const std::string& user, const std::string& label, int days);

ExitCode send_test(const Console&, const std::string& address);
ExitCode doctor(const Console&);
ExitCode routines(const Console&, bool json);
ExitCode check_config(const Console&);

/// Copies the house, while it may be running, into a new or empty directory.
ExitCode back_up(const Console&, const std::string& to);
ExitCode verify_copy(const Console&, const std::string& from);
/// Whether a restored house sends nothing until somebody switches sending on again, or as it did
/// when the copy was made.
enum class AfterRestore { paused, sends };
/// `replace`: also where a house is already. Never while it is in use.
ExitCode restore(const Console&, const std::string& from, bool replace, AfterRestore);
/// Brings the schema up to date; `dry_run` only says which steps are left.
ExitCode migrate_store(const Console&, bool dry_run);

struct DemoOptions {
  std::string plans = "plans";  ///< Directory of the five plan files.
  std::string as_of;            ///< Empty: now.
};
ExitCode demo(const Console&, const DemoOptions&);
ExitCode serve(const Console&);

/// The house's days off of a year, 0: this one, as JSON.
ExitCode show_calendar(const Console&, int year);
/// Reads a calendar of days off and says what no calendar can mean.
ExitCode check_calendar(const Console&, const std::string& file);

struct CalendarOptions {
  std::string file, user;
  bool own = false;  ///< The calendar of the user's agency, not the house's.
};
/// What accepting would move, as JSON.
ExitCode preview_calendar(const Console&, const CalendarOptions&);
/// The calendar holds from now on; prints what the preview printed.
ExitCode accept_calendar(const Console&, const CalendarOptions&);

struct RehearseOptions {
  std::string file, from, to, out_directory;
  std::string calendar{};            ///< A file of days off; empty: those of the program.
  std::vector<std::string> missing;  ///< Keys of duties never filed, and of visits never recorded;
                                     ///< the others are, in time.
};
ExitCode rehearse(const Console&, const RehearseOptions&);

}  // namespace inspectord
