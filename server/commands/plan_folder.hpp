// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "server/commands/command.hpp"
#include "storage/files.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace inspectord {

/// A file of a plan folder, as its index says.
struct FolderFile {
  std::string title;
  std::string role;  ///< "signed_paper", "attachment": as what the plan names it.
  StoredFile file;
};

/// A plan with its files, as a directory of its own: plan.json, files/<sha256>.<ext>, and
/// index.json, which is written last: a folder without it is not whole.
class PlanFolder {
 public:
  explicit PlanFolder(std::filesystem::path path) : path_(std::move(path)) {}

  using BytesOf = std::function<std::string(const FolderFile&)>;
  /// Throws CommandError (cannot_create) where the directory holds something already.
  void write(const Console&, const std::string& plan, const std::vector<FolderFile>&,
             const BytesOf&) const;

  /// What the index lists, after every file of it was read and compared with it. Throws
  /// CommandError (data) that names each file that is missing or damaged, one a line.
  std::vector<FolderFile> read_index(const Console&) const;
  std::string plan_path() const { return (path_ / "plan.json").string(); }
  /// Throws CommandError (data) where it is not as the index says.
  std::string bytes_of(const Console&, const FolderFile&) const;

 private:
  std::vector<FolderFile> listed(const Console&) const;

  std::filesystem::path path_;
};

}  // namespace inspectord
