/*
 * sandbox_calls: see sandbox_calls.h. A list of what is allowed, so that what a kernel learns later is not.
 *
 * No socket, no program, no other process: none of these calls is here, nor one that could stand in for them.
 */
#define _GNU_SOURCE
#include "sandbox_calls.h"

#include <asm/ioctls.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

/* Calls with these numbers and above belong to another ABI of x86-64. */
enum { OTHER_ABI = 0x40000000 };

static const int allowed[] = {
    /* memory */
    SYS_brk,
    SYS_mmap,
    SYS_munmap,
    SYS_mremap,
    SYS_mprotect,
    SYS_madvise,
    /* files that Landlock leaves, and what is open already */
    SYS_openat,
    SYS_close,
    SYS_read,
    SYS_pread64,
    SYS_readv,
    SYS_write,
    SYS_writev,
    SYS_pwrite64,
    SYS_lseek,
    SYS_fstat,
    SYS_newfstatat,
    SYS_statx,
    SYS_fcntl,
    SYS_ftruncate,
    SYS_fsync,
    SYS_fchmod,
    SYS_memfd_create,
    SYS_getdents64,
    SYS_linkat,
    SYS_unlinkat,
    SYS_mkdirat,
    SYS_renameat2,
    SYS_getcwd,
    SYS_umask,
#ifdef SYS_open
    SYS_open,
    SYS_stat,
    SYS_lstat,
    SYS_link,
    SYS_unlink,
    SYS_mkdir,
    SYS_rmdir,
    SYS_rename,
    SYS_access,
#endif
#ifdef SYS_renameat
    SYS_renameat,
#endif
    SYS_faccessat,
    /* the process itself */
    SYS_getpid,
    SYS_gettid,
    SYS_getuid,
    SYS_geteuid,
    SYS_getgid,
    SYS_getegid,
    SYS_futex,
    SYS_sched_yield,
    SYS_rt_sigaction,
    SYS_rt_sigprocmask,
    SYS_rt_sigreturn,
    SYS_tgkill,
    SYS_exit,
    SYS_exit_group,
    /* time, chance, and how large the machine is (qsort asks) */
    SYS_clock_gettime,
    SYS_gettimeofday,
    SYS_getrandom,
    SYS_sysinfo,
    SYS_uname,
};

/* Of ioctl, only the question whether something is a terminal. TIOCSTI could type on it. */
enum { HEAD = 5, CALLS = sizeof allowed / sizeof *allowed, IOCTL = 3 };

static struct sock_filter jump(uint16_t code, uint32_t k, size_t yes, size_t no)
{
    return (struct sock_filter){ .code = code, .jt = (uint8_t)yes, .jf = (uint8_t)no, .k = k };
}

static struct sock_filter plain(uint16_t code, uint32_t k)
{
    return (struct sock_filter){ .code = code, .k = k };
}

bool sandbox_calls_limit(void)
{
    struct sock_filter program[HEAD + CALLS + IOCTL + 2];
    struct sock_fprog filter = { .len = countof(program), .filter = program };
    const size_t ioctl_at = HEAD + CALLS, deny = ioctl_at + IOCTL;

    _Static_assert(CALLS < 200, "a jump in a filter spans 255 instructions");
    program[0] = plain(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    program[1] = jump(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0);
    program[2] = plain(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS);
    program[3] = plain(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    program[4] = jump(BPF_JMP | BPF_JGE | BPF_K, OTHER_ABI, deny - HEAD, 0);
    for (size_t i = 0; i < CALLS; i++)
        program[HEAD + i] = jump(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)allowed[i], deny - (HEAD + i), 0);
    program[ioctl_at] = jump(BPF_JMP | BPF_JEQ | BPF_K, SYS_ioctl, 0, 2);
    program[ioctl_at + 1] = plain(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[1]));
    program[ioctl_at + 2] = jump(BPF_JMP | BPF_JEQ | BPF_K, TCGETS, 1, 0);
    program[deny] = plain(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    program[deny + 1] = plain(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter, 0, 0) == 0;
}

#else

bool sandbox_calls_limit(void)
{
    return false;
}

#endif
