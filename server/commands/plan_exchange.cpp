// SPDX-License-Identifier: Apache-2.0
// Commands that bring plans in and out: import, export.
#include "formats/directory_file.hpp"
#include "formats/plan_file.hpp"
#include "server/commands/plan_folder.hpp"
#include "server/commands/plan_input.hpp"
#include "server/commands/store.hpp"
#include "server/commands/table_exchange.hpp"
#include "storage/files.hpp"
#include "storage/plans.hpp"
#include "usecases/directory_cases.hpp"
#include "usecases/plan_cases.hpp"
#include "usecases/sending_cases.hpp"
#include "workflow/reasons.hpp"

#include <algorithm>
#include <ostream>

namespace inspectord {
namespace {

bool is_directory(const std::string& text) {
  const auto json = parse_json(text);
  const auto* format = json ? json->find("format") : nullptr;
  return format && format->if_string() && format->if_string()->starts_with("inspectord-directory/");
}

void import_directory_file(const Console& console, Store& store, const std::string& file,
                           const std::string& text, const Actor& actor, bool dry_run) {
  auto directory = decode_directory(text);
  if (!directory) fail(console, to_refusal(directory.errors()));
  const auto tried = run_or_try(store, dry_run, [&](Transaction& tx) {
    return import_directory(tx, *directory, actor, store.clock.now(), store.house());
  });
  if (!tried) fail(console, tried.error());
  const auto* imported = &tried->value;
  console.err << words(console.language, "command.import.directory",
                       {{"file", file},
                        {"agencies", std::to_string(imported->agencies)},
                        {"contacts", std::to_string(imported->contacts)},
                        {"members", std::to_string(imported->members)}})
              << "\n";
}

void say_imported(const Console& console, Store& store, const std::string& from, const Plan& plan,
                  const PlanRecord& drafted, bool dry_run) {
  if (!dry_run) console.out << drafted.id.to_string() << "\n";
  const auto days_off = store.database.snapshots().with_snapshot(
      [&](Snapshot& db) { return days_off_for(db, drafted.owner, store.house()); });
  const auto warnings = find_warnings(plan, *days_off);
  console.err << words(console.language, "command.import.done",
                       {{"file", from},
                        {"title", plan.title},
                        {"n", std::to_string(warnings.size())}})
              << "\n";
  if (!plan.policy.empty()) return;
  console.err << words(console.language, "command.policy_of_new_plans",
                       {{"name", std::string{policy_of_new_plans}}})
              << "\n";
}

void import_plan_file(const Console& console, Store& store, const std::string& file,
                      const Actor& actor, bool dry_run) {
  const Plan plan = read_plan(console, file);
  const auto outcome = run_or_try(store, dry_run, [&](Transaction& tx) {
    return import_plan(tx, plan, actor, store.clock.now(), store.house());
  });
  if (!outcome) fail(console, outcome.error());
  say_imported(console, store, file, plan, outcome->value.record, dry_run);
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

/// Folders of earlier versions also hold what has nothing to do with the plan.
bool is_linked(const FolderFile& one) {
  return one.role == "signed_paper" || one.role == "attachment";
}

void import_plan_folder(const Console& console, Store& store, const std::string& path,
                        const Actor& actor, bool dry_run) {
  const PlanFolder folder{path};
  auto listed = folder.read_index(console);
  std::erase_if(listed, [](const FolderFile& one) { return !is_linked(one); });
  const Plan plan = read_plan(console, folder.plan_path());
  const auto files = dry_run ? std::vector<StoredFile>{} : put_files(console, folder, listed);
  const auto now = store.clock.now();
  const auto outcome = run_or_try(store, dry_run, [&](Transaction& tx) -> Result<ActOutcome> {
    auto imported = TRY(import_plan(tx, plan, actor, now, store.house()));
    for (const auto& file : files) TRY(keep_file(tx, file, actor, now, store.house()));
    return imported;
  });
  if (!outcome) fail(console, outcome.error());
  say_imported(console, store, path, plan, outcome->value.record, dry_run);
  console.err << words(console.language, "command.folder.files",
                       {{"path", path}, {"n", std::to_string(listed.size())}})
              << "\n";
}

/// What a plan names: the signed papers of its issues, and the attachments that were supplied.
class LinkedFiles {
 public:
  LinkedFiles(Snapshot& db, const PlanRecord& record) : db_(db), record_(record) {}

  std::vector<FolderFile> list() && {
    const auto& title = record_.content.title;
    if (record_.approval) add_paper(*record_.approval, title);
    for (const auto& one : record_.revisions) add_paper(one.approval, title + ", " + one.number);
    if (record_.amendment && record_.amendment->approval)
      add_paper(*record_.amendment->approval, record_.amendment->content.title);
    for (const auto& note : record_.attachment_notes) {
      const auto* attachment = find_by_key(record_.content.attachments, note.key);
      if (note.file) add(*note.file, attachment ? attachment->name : note.key, "attachment");
    }
    return std::move(files_);
  }

 private:
  void add_paper(const Approval& approval, const std::string& title) {
    if (approval.signed_file) add(*approval.signed_file, title, "signed_paper");
  }
  void add(const Sha256& name, const std::string& title, std::string role) {
    const auto there = [&](const FolderFile& one) { return one.file.sha256 == name; };
    const auto file = file_rows::find(db_, name, record_.owner);
    if (!file || std::ranges::any_of(files_, there)) return;
    files_.push_back({.title = title, .role = std::move(role), .file = *file});
  }

  Snapshot& db_;
  const PlanRecord& record_;
  std::vector<FolderFile> files_;
};

}  // namespace

ExitCode import(const Console& console, const ImportOptions& options) {
  Store store{console, Store::If::there};
  const Actor actor = actor_of(console, store, options.user);
  ExitCode code = ExitCode::ok;
  for (const auto& file : options.files) {
    if (std::filesystem::is_directory(file)) {
      import_plan_folder(console, store, file, actor, options.dry_run);
      continue;
    }
    if (is_table_file(file)) {
      if (!import_table(console, store, file, actor, options)) code = ExitCode::data;
      continue;
    }
    const auto text = read_file(console, file);
    if (is_directory(text)) {
      import_directory_file(console, store, file, text, actor, options.dry_run);
    } else {
      import_plan_file(console, store, file, actor, options.dry_run);
    }
  }
  return code;
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
  const auto listed = store.database.snapshots().with_snapshot([&](Snapshot& db) {
    return LinkedFiles{db, *record}.list();
  });
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
