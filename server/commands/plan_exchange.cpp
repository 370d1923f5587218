// SPDX-License-Identifier: Apache-2.0
// Commands that bring plans in and out: import, export.
#include "calendar/date_words.hpp"
#include "formats/directory_file.hpp"
#include "formats/plan_file.hpp"
#include "server/commands/plan_folder.hpp"
#include "server/commands/plan_input.hpp"
#include "server/commands/store.hpp"
#include "storage/agencies.hpp"
#include "storage/files.hpp"
#include "storage/plans.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/sending_cases.hpp"
#include "usecases/user_cases.hpp"
#include "workflow/reasons.hpp"

#include <algorithm>
#include <ostream>

namespace inspectord {
namespace {

Actor acting(const Console& console, Store& store, const std::string& user) {
  const auto actor = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return actor_named(db, user, ActorChannel::command); });
  if (!actor) {
    fail(console, ExitCode::permission, user.empty() ? "command.user_needed" : "command.no_user",
         {{"name", user}});
  }
  return *actor;
}

bool is_directory(const std::string& text) {
  const auto json = parse_json(text);
  const auto* format = json ? json->find("format") : nullptr;
  return format && format->if_string() && format->if_string()->starts_with("inspectord-directory/");
}

void import_directory_file(const Console& console, Store& store, const std::string& file,
                           const std::string& text, const Actor& actor) {
  auto directory = decode_directory(text);
  if (!directory) fail(console, to_refusal(directory.errors()));
  const auto imported = store.database.writer().run([&](Transaction& tx) {
    return import_directory(tx, *directory, actor, store.clock.now(), store.house());
  });
  if (!imported) fail(console, imported.error());
  console.err << words(console.language, "command.import.directory",
                       {{"file", file},
                        {"agencies", std::to_string(imported->agencies)},
                        {"contacts", std::to_string(imported->contacts)},
                        {"members", std::to_string(imported->members)}})
              << "\n";
}

void say_imported(const Console& console, const std::string& from, const Plan& plan, PlanId id) {
  console.out << id.to_string() << "\n";
  const auto warnings = find_warnings(plan, DaysOff::vietnam());
  console.err << words(console.language, "command.import.done",
                       {{"file", from},
                        {"title", plan.title},
                        {"n", std::to_string(warnings.size())}})
              << "\n";
}

void import_plan_file(const Console& console, Store& store, const std::string& file,
                      const Actor& actor) {
  const Plan plan = read_plan(console, file);
  const auto outcome = store.database.writer().run([&](Transaction& tx) {
    return import_plan(tx, plan, actor, store.clock.now(), store.house());
  });
  if (!outcome) fail(console, outcome.error());
  say_imported(console, file, plan, outcome->record.id);
}

/// Refuses a key that several plans have: which is meant is not ours to guess.
std::optional<PlanRecord> find_by_id_or_key(const Console& console, Snapshot& db,
                                            const std::string& plan) {
  if (const auto id = PlanId::parse(plan)) return find_plan(db, *id);
  const auto rows = db.query(
      "SELECT id FROM plans WHERE key = $1 AND state <> 'cancelled' ORDER BY id DESC LIMIT 10",
      plan);
  if (rows.size() > 1) {
    std::string ids;
    for (const auto& row : rows) ids += (ids.empty() ? "" : ", ") + row.id<PlanId>(0).to_string();
    fail(console, ExitCode::data, "command.several_plans", {{"key", plan}, {"ids", ids}});
  }
  return rows.empty() ? std::nullopt : find_plan(db, rows.front().id<PlanId>(0));
}

/// The paper as it was issued: with the number and the date that the clerk gave it.
std::string paper_of(const PlanRecord& record) {
  Plan plan = record.content;
  plan.number = record.number;
  plan.date = record.date;
  return encode_plan(plan);
}

/// The files of a folder are on disk before the act whose rows name them; without the act they are
/// nobody's, and are swept.
std::vector<StoredFile> put_files(const Console& console, const PlanFolder& folder,
                                  const std::vector<FolderFile>& listed) {
  const Files files{files_directory(console.options)};
  std::vector<StoredFile> kept;
  for (const auto& one : listed) {
    auto put = files.put(folder.bytes_of(console, one));
    if (!put) fail(console, put.error());
    kept.push_back(std::move(*put));
  }
  return kept;
}

void import_plan_folder(const Console& console, Store& store, const std::string& path,
                        const Actor& actor) {
  const PlanFolder folder{path};
  const auto listed = folder.read_index(console);
  const Plan plan = read_plan(console, folder.plan_path());
  const auto files = put_files(console, folder, listed);
  const auto now = store.clock.now();
  const auto outcome = store.database.writer().run([&](Transaction& tx) -> Result<ActOutcome> {
    auto imported = TRY(import_plan(tx, plan, actor, now, store.house()));
    for (const auto& file : files) TRY(keep_file(tx, file, actor, now, store.house()));
    return imported;
  });
  if (!outcome) fail(console, outcome.error());
  say_imported(console, path, plan, outcome->record.id);
  console.err << words(console.language, "command.folder.files",
                       {{"path", path}, {"n", std::to_string(files.size())}})
              << "\n";
}

/// What belongs to a plan: the papers it names, and whatever else its agency keeps, since files are
/// held by agencies and not by plans.
std::vector<FolderFile> files_of(Snapshot& db, const PlanRecord& record, const House& house) {
  std::vector<FolderFile> files;
  const auto agency = find_agency(db, record.owner);
  for (const auto& held : file_rows::held_by(db, record.owner)) {
    const auto names = [&](const std::optional<Approval>& approval) {
      return approval && approval->signed_file == held.file.sha256;
    };
    const bool named =
        names(record.approval) || (record.amendment && names(record.amendment->approval));
    const auto day = short_date(house.language, house.zone.date_of(held.since));
    files.push_back({.title = named ? record.content.title
                                    : (agency ? agency->name + ", " : std::string{}) + day,
                     .role = named ? "signed_paper" : "held",
                     .file = held.file});
  }
  std::stable_partition(files.begin(), files.end(),
                        [](const FolderFile& one) { return one.role == "signed_paper"; });
  return files;
}

}  // namespace

ExitCode import(const Console& console, const ImportOptions& options) {
  Store store{console, Store::If::there};
  const Actor actor = acting(console, store, options.user);
  for (const auto& file : options.files) {
    if (std::filesystem::is_directory(file)) {
      import_plan_folder(console, store, file, actor);
      continue;
    }
    const auto text = read_file(console, file);
    if (is_directory(text)) {
      import_directory_file(console, store, file, text, actor);
    } else {
      import_plan_file(console, store, file, actor);
    }
  }
  return ExitCode::ok;
}

ExitCode export_plan(const Console& console, const std::string& plan, const std::string& out) {
  Store store{console, Store::If::there};
  const auto record = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return find_by_id_or_key(console, db, plan); });
  if (!record) fail(console, Refusal{refuse::no_such_target});
  if (out.empty()) {
    console.out << paper_of(*record);
    return ExitCode::ok;
  }
  const auto listed = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return files_of(db, *record, store.house()); });
  const Files files{files_directory(console.options)};
  PlanFolder{out}.write(console, paper_of(*record), listed, [&](const FolderFile& one) {
    auto bytes = files.read(one.file.sha256);
    if (!bytes) {
      fail(console, ExitCode::io, "command.no_file_in_store", {{"name", to_hex(one.file.sha256)}});
    }
    return std::move(*bytes);
  });
  console.err << words(console.language, "command.folder.files",
                       {{"path", out}, {"n", std::to_string(listed.size())}})
              << "\n";
  return ExitCode::ok;
}

}  // namespace inspectord
