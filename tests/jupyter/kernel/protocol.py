"""Jupyter's own tests of the messaging protocol, for the kernel named on the command line."""

import sys
import unittest

import jupyter_kernel_test


class DenoKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = sys.argv.pop(1)
    language_name = "typescript"
    file_extension = ".ts"
    code_hello_world = "console.log('hello, world')"
    code_stderr = "console.error('no cider left')"
    completion_samples = [
        {"text": "globalThis.Arr", "matches": {"Array", "ArrayBuffer"}},
    ]
    complete_code_samples = ["1", "const a = 3;", "function f() { return 3 }"]
    incomplete_code_samples = ["function f() {", "const s = `abc", "foo("]
    invalid_code_samples = ["let x = ;", "import 7"]
    code_generate_error = "throw new Error('no cider left')"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "42n", "result": "42n"},
    ]
    code_display_data = [
        {
            "code": "await Deno.jupyter.display({ 'text/html': '<b>bar</b>' }, { raw: true })",
            "mime": "text/html",
        },
    ]
    code_clear_output = "Deno.jupyter.broadcast('clear_output', { wait: false })"


if __name__ == "__main__":
    unittest.main()
