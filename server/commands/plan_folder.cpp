// SPDX-License-Identifier: Apache-2.0
#include "server/commands/plan_folder.hpp"

#include "formats/json.hpp"
#include "server/routes/request_bodies.hpp"
#include "storage/durable_file.hpp"
#include "storage/media_type.hpp"

#include <array>
#include <utility>

namespace inspectord {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view format = "inspectord-export/1";
constexpr std::string_view index_file = "index.json";

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> extensions{
    {{"application/pdf", "pdf"},
     {"image/png", "png"},
     {"image/jpeg", "jpg"},
     {"application/zip", "zip"},
     {"application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"},
     {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"},
     {"text/plain; charset=utf-8", "txt"}}};

/// "files/<sha256>.pdf": made from what is known, never taken from an index.
std::string name_of(const StoredFile& file) {
  std::string_view ending = "bin";
  for (const auto& [type, extension] : extensions) {
    if (type == file.media_type) ending = extension;
  }
  return "files/" + to_hex(file.sha256) + "." + std::string{ending};
}

JsonValue entry_of(const FolderFile& one) {
  return JsonObject{{"file", name_of(one.file)},   {"sha256", to_hex(one.file.sha256)},
                    {"title", one.title},          {"role", one.role},
                    {"type", one.file.media_type}, {"size", one.file.size}};
}

std::string text_of(const JsonValue& object, std::string_view key) {
  const auto* value = object.find(key);
  const auto* text = value ? value->if_string() : nullptr;
  return text ? *text : std::string{};
}

[[noreturn]] void turn_down(const Console& console, std::string_view key, const fs::path& path,
                            const std::string& what) {
  throw CommandError{ExitCode::data,
                     words(console.language, key, {{"path", path.string()}, {"what", what}})};
}

/// Nothing where the entry does not say what it must.
std::optional<FolderFile> file_of(const JsonValue& entry) {
  const auto* size = entry.find("size");
  const auto sha = parse_digest(text_of(entry, "sha256"));
  if (!sha || !size || !size->if_integer()) return std::nullopt;
  FolderFile one{.title = text_of(entry, "title"),
                 .role = text_of(entry, "role"),
                 .file = {*sha, *size->if_integer(), text_of(entry, "type")}};
  return text_of(entry, "file") == name_of(one.file) ? std::optional{std::move(one)} : std::nullopt;
}

}  // namespace

void PlanFolder::write(const Console& console, const std::string& plan,
                       const std::vector<FolderFile>& files, const BytesOf& bytes_of) const {
  std::error_code unreadable;
  if (fs::exists(path_) && !fs::is_empty(path_, unreadable)) {
    throw CommandError{ExitCode::cannot_create, words(console.language, "command.folder.not_empty",
                                                      {{"path", path_.string()}})};
  }
  fs::create_directories(path_ / "files");
  write_durably(path_ / "plan.json", plan);
  JsonArray entries;
  for (const auto& one : files) {
    write_durably(path_ / name_of(one.file), bytes_of(one));
    entries.push_back(entry_of(one));
  }
  const JsonValue index =
      JsonObject{{"format", format}, {"plan", "plan.json"}, {"files", std::move(entries)}};
  write_durably(path_ / index_file, write_json(index, JsonStyle::readable) + "\n");
}

std::vector<FolderFile> PlanFolder::listed(const Console& console) const {
  const auto path = path_ / index_file;
  if (!fs::exists(path))
    turn_down(console, "command.folder.missing", path_, std::string{index_file});
  const auto index = parse_json(read_file(console, path.string()));
  const auto* entries = index ? index->find("files") : nullptr;
  if (!entries || !entries->if_array() || text_of(*index, "format") != format)
    turn_down(console, "command.folder.bad_index", path_, std::string{index_file});
  std::vector<FolderFile> files;
  for (const auto& entry : *entries->if_array()) {
    auto one = file_of(entry);
    if (!one) {
      turn_down(console, "command.folder.bad_index", path_,
                "/files/" + std::to_string(files.size()));
    }
    files.push_back(std::move(*one));
  }
  return files;
}

std::vector<FolderFile> PlanFolder::read_index(const Console& console) const {
  auto files = listed(console);
  std::string faults;
  if (!fs::exists(plan_path()))
    faults = words(console.language, "command.folder.missing",
                   {{"path", path_.string()}, {"what", "plan.json"}});
  for (const auto& one : files) {
    try {
      bytes_of(console, one);
    } catch (const CommandError& fault) {
      faults += (faults.empty() ? "" : "\n") + std::string{fault.what()};
    }
  }
  if (!faults.empty()) throw CommandError{ExitCode::data, faults};
  return files;
}

std::string PlanFolder::bytes_of(const Console& console, const FolderFile& one) const {
  const auto path = path_ / name_of(one.file);
  if (!fs::is_regular_file(path))
    turn_down(console, "command.folder.missing", path_, name_of(one.file));
  auto bytes = read_file(console, path.string());
  const auto type = media_type_of(bytes);
  const StoredFile found{sha256(bytes), static_cast<std::int64_t>(bytes.size()),
                         std::string{type.value_or("")}};
  if (!(found == one.file)) turn_down(console, "command.folder.damaged", path_, name_of(one.file));
  return bytes;
}

}  // namespace inspectord
