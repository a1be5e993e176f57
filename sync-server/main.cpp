// SPDX-License-Identifier: EUPL-1.2
// balieblik-server: reads the settings, then does what it was asked.
#include "commands.hpp"
#include "runtime/log.hpp"

#include <CLI/CLI.hpp>

#include <csignal>
#include <iostream>

#include <sys/resource.h>
#include <sys/stat.h>

namespace balieblik {
namespace {

// "--allow-single-factor" is as good as "--allow_single_factor"; in the file and here settings have one name.
std::vector<std::string> with_underscores(int count, char** words)
{
    std::vector<std::string> arguments;
    for (int i = count - 1; i > 0; --i) { // CLI11 takes them last first
        std::string word{words[i]};
        if (word.starts_with("--"))
            std::replace(word.begin() + 2,
                         word.begin() + static_cast<std::ptrdiff_t>(std::min(word.find('='), word.size())), '-', '_');
        arguments.push_back(std::move(word));
    }
    return arguments;
}

std::string environment_name(std::string_view setting)
{
    std::string made = "BALIEBLIK_";
    for (const char c : setting)
        made += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return made;
}

// One option for each member of Config.
void add_settings(CLI::App& program, Config& config)
{
    std::size_t row = 0;
    boost::mp11::mp_for_each<boost::describe::describe_members<Config, boost::describe::mod_public>>([&](auto member) {
        const auto& help = setting_help()[row++];
        auto& value = config.*member.pointer;
        using Value = std::remove_cvref_t<decltype(value)>;
        const auto option_name = "--" + std::string(member.name);
        const std::string text{help.text};
        CLI::Option* option = nullptr;
        if constexpr (std::is_same_v<Value, bool>)
            option = program.add_flag(option_name, value, text);
        else
            option = program.add_option(option_name, value, text)->capture_default_str();
        if constexpr (std::is_same_v<Value, std::int64_t>)
            option->check(CLI::Range(help.least, help.most));
        if constexpr (std::is_same_v<Value, std::vector<std::string>>)
            option->delimiter(',');
        option->envname(environment_name(member.name))->group("Settings");
    });
}

std::optional<log::Level> level_named(const std::string& text)
{
    return text == "debug"     ? std::optional{log::Level::debug}
           : text == "info"    ? std::optional{log::Level::info}
           : text == "warning" ? std::optional{log::Level::warning}
           : text == "error"   ? std::optional{log::Level::error}
                               : std::nullopt;
}

// What the program was asked to do, and with which words.
struct Asked {
    Config config;
    InitRequest init;
    UserRequest user;
    DemoRequest demo;
    SyntheticWavesRequest synthetic;
    std::string folder;
    std::string backup; // a folder
    ExportRequest file;
    std::string bundle; // a file
};

struct Commands {
    CLI::App* serve;
    CLI::App* init;
    CLI::App* user_add;
    CLI::App* demo_data;
    CLI::App* publish;
    CLI::App* synthetic;
    CLI::App* import;
    CLI::App* back_up;
    CLI::App* restore;
    CLI::App* verify;
    CLI::App* export_;
    CLI::App* take_in;
    CLI::App* halve;
};

Commands add_commands(CLI::App& program, Asked& asked)
{
    Commands commands{};
    commands.serve = program.add_subcommand("serve", "Listens and answers until SIGTERM");
    commands.init = program.add_subcommand("init", "Makes the data folder, the keys and the first account");
    commands.init->add_option("--organisation", asked.init.organisation, "its name")->capture_default_str();
    commands.init->add_option("--admin", asked.init.admin, "login of the first administrator")->capture_default_str();
    auto* user = program.add_subcommand("user", "Accounts of the console");
    user->require_subcommand(1);
    user->fallthrough();
    commands.user_add = user->add_subcommand("add", "Adds an account and prints its temporary password");
    commands.user_add->add_option("login", asked.user.login, "login")->required();
    commands.user_add->add_option("--name", asked.user.name, "name; the login if there is none");
    commands.user_add->add_option("--role", asked.user.roles, "ROLE, or ROLE:PROJECT for one project only; repeatable")
        ->required();
    commands.demo_data = program.add_subcommand("demo_data", "Fills in the demonstration project")->alias("demo-data");
    commands.demo_data->add_flag("--fieldwork", asked.demo.fieldwork, "clear the project and start the wave");
    commands.demo_data->add_flag("--visits", asked.demo.visits, "and hand in made-up visits");
    commands.demo_data->add_flag("--approved", asked.demo.approved, "and approve them");
    commands.demo_data->add_flag("--history", asked.demo.history, "and publish made-up waves of the year before");
    commands.demo_data->add_option("--seed", asked.demo.seed, "of the made-up answers")->capture_default_str();
    commands.publish = program.add_subcommand("publish", "Publishes questionnaires; a published version never changes");
    commands.publish->add_option("folder", asked.folder, "my_form/1, my_form, or the folder that holds it")->required();
    commands.synthetic =
        program.add_subcommand("synthetic_waves", "Publishes made-up waves, for load")->alias("synthetic-waves");
    commands.synthetic->add_option("--project", asked.synthetic.project, "code of the project")->required();
    commands.synthetic->add_option("--tier", asked.synthetic.tier, "town, city, region or netherlands")
        ->capture_default_str();
    commands.synthetic->add_option("--waves", asked.synthetic.waves, "how many")->capture_default_str();
    commands.synthetic->add_option("--seed", asked.synthetic.seed, "of everything that is drawn")
        ->capture_default_str();
    commands.synthetic->add_flag("--without_analyses", asked.synthetic.without_analyses,
                                 "leaves them to be worked out from the console");
    commands.import = program.add_subcommand("import", "Reads a project from a folder of CSV files, all or nothing");
    commands.import->add_option("folder", asked.folder, "the folder")->required();
    commands.back_up = program.add_subcommand("backup", "Copies the store and its photos and reads the copy back");
    commands.back_up->add_option("folder", asked.backup, "where to; the setting `backups` if it is left out");
    commands.restore = program.add_subcommand("restore", "Puts a backup in the place of the store, which is set aside");
    commands.restore->add_option("folder", asked.backup, "the backup")->required();
    commands.verify = program.add_subcommand("verify", "Reads everything back: the resting store, or a backup");
    commands.verify->add_option("folder", asked.backup, "the backup; the store itself if it is left out");
    commands.export_ = program.add_subcommand("export", "Writes a published release to a file");
    commands.export_->add_option("release", asked.file.release, "its id; the newest if there is none");
    commands.export_
        ->add_option("--format", asked.file.format, "csv, csv-nl, csv-analyses, csv-nl-analyses, json or xlsx")
        ->capture_default_str();
    commands.export_->add_option("--file", asked.file.file, "standard output if there is none");
    commands.take_in = program.add_subcommand("take-in", "Takes in the sealed outbox of a tablet");
    commands.take_in->add_option("file", asked.bundle, "the bundle")->required();
    commands.halve =
        program.add_subcommand("halve-recovery-key", "Cuts a whole recovery key, read from standard input, "
                                                     "into the halves that two people keep");
    for (auto* command : {commands.serve, commands.init, commands.user_add, commands.demo_data, commands.synthetic,
                          commands.publish, commands.import, commands.back_up, commands.restore, commands.verify,
                          commands.export_, commands.take_in, commands.halve})
        command->fallthrough();
    return commands;
}

Result<void> run(const Commands& commands, Asked& asked)
{
    Machine machine;
    if (*commands.serve)
        return serve(asked.config, machine, std::cout);
    if (*commands.init)
        return init(asked.config, machine, asked.init, std::cout);
    if (*commands.user_add)
        return add_user(asked.config, machine, asked.user, std::cout);
    if (*commands.demo_data)
        return demo_data(asked.config, machine, asked.demo, std::cout);
    if (*commands.publish)
        return publish(asked.config, machine, asked.folder, std::cout);
    if (*commands.synthetic)
        return synthetic_waves(asked.config, machine, asked.synthetic, std::cout);
    if (*commands.back_up)
        return back_up(asked.config, machine, asked.backup, std::cout);
    if (*commands.restore)
        return restore(asked.config, machine, asked.backup, std::cout);
    if (*commands.verify)
        return verify(asked.config, machine, asked.backup, std::cout);
    if (*commands.export_)
        return export_release(asked.config, machine, asked.file, std::cout);
    if (*commands.take_in)
        return take_in(asked.config, machine, asked.bundle, std::cout);
    if (*commands.halve)
        return halve_recovery_key(asked.config, machine, std::cin, std::cout);
    return import_folder(asked.config, machine, asked.folder, std::cout, std::cerr);
}

// Stop signals are for the main thread alone, so they are blocked before any other thread begins. A core file or a
// file that others may read would hold what must not leave.
void prepare_process()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::umask(077);
}

} // namespace
} // namespace balieblik

int main(int count, char** words)
{
    using namespace balieblik;
    prepare_process();
    CLI::App program{"Balieblik: receives visits, shows the console, publishes figures", "balieblik-server"};
    Asked asked;
    program.set_config("--config", "", "file of settings, one `name = value` a line");
    program.require_subcommand(1);
    program.footer("A setting is taken from the command line, else from the file, else from the environment.");
    add_settings(program, asked.config);
    const auto commands = add_commands(program, asked);
    try {
        program.parse(with_underscores(count, words));
    } catch (const CLI::ParseError& refused) {
        return program.exit(refused);
    }
    const auto level = level_named(asked.config.log_level);
    if (!level) {
        std::cerr << "log_level: debug, info, warning or error\n";
        return 2;
    }
    try {
        log::open(*level, asked.config.log_file);
        const auto done = run(commands, asked);
        if (done)
            return 0;
        log::error("refused", {{"code", name(done.error().code)}});
        std::cerr << sentence(done.error(), "en") << "\n" << sentence(done.error(), "nl") << "\n";
    } catch (const std::exception& thrown) {
        std::cerr << "balieblik-server: " << thrown.what() << "\n";
    }
    return 1;
}
