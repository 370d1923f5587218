// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "storage/connection.hpp"
#include "storage/journal.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace inspectord::bench {

/// What tells one copy of a plan from another.
struct CopyNames {
  std::string key;
  std::string number;
};

/// What a copy is found by.
struct CopiedPlan {
  PlanId plan;
  std::optional<TaskId> task;
};

/// The rows of a plan that was brought into the house by acts, written again and again as those of
/// other plans: ids, key, number and content hash are new, everything else is the same. Reads
/// whatever columns the schema has.
class PlanCopies {
 public:
  /// `journal`: what was written there of the plan.
  PlanCopies(Connection&, PlanId pattern, const CopyNames& names,
             const std::vector<JournalRecord>& journal);

  /// Within a write transaction.
  CopiedPlan write(Connection&, const CopyNames& names, Random&) const;

 private:
  /// What stands between two pieces of a text, or in place of a blob.
  enum class Hole { none, key, number, hash, id };
  struct Piece {
    std::string text;
    Hole hole = Hole::none;  ///< After the text.
    std::size_t id = 0;
  };
  using Text = std::vector<Piece>;
  struct Cell {
    Value fixed{};
    Text text{};
    Hole hole = Hole::none;  ///< Of a blob.
    std::size_t id = 0;
  };
  struct Table {
    std::string insert;
    std::vector<std::vector<Cell>> rows;
  };
  struct Entry {
    JournalEntry entry;
    std::size_t subject = 0;
    std::optional<Text> why, before, after;
  };
  struct Fill {
    const CopyNames& names;
    std::vector<UuidBytes> ids;
    std::string hash;  ///< 32 bytes.
  };

  void learn_ids(Connection&, PlanId pattern);
  void read_table(Connection&, PlanId pattern, const std::string& name, const std::string& which);
  void read_journal(const std::vector<JournalRecord>&);
  Cell cell_of(const Value::Content&) const;
  Text text_of(const std::string&) const;
  std::optional<std::size_t> own_id(std::string_view bytes) const;
  static std::string filled(const Text&, const Fill&);
  static Value value_of(const Cell&, const Fill&);

  CopyNames names_;
  std::vector<UuidBytes> ids_;
  std::vector<std::string> id_texts_;
  std::optional<std::size_t> task_;
  std::string hash_;
  Text content_;
  std::vector<Table> tables_;
  std::vector<Entry> journal_;
};

}  // namespace inspectord::bench
